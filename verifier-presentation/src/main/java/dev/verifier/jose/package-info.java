/**
 * Signed tokens: compact JWS in, verified claims out. The only room that knows the JOSE library and the JSON parser; does
 * not know what the claims mean, nor whose key is right.
 */
@NullMarked
package dev.verifier.jose;

import org.jspecify.annotations.NullMarked;
