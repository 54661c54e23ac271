/** Our own keys. Owns loading, generating and publishing them; does not decide what is signed. */
@NullMarked
package dev.verifier.server.key;

import org.jspecify.annotations.NullMarked;
