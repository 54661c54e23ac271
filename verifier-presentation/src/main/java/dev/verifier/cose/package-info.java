/**
 * CBOR and what is signed in it: strict reading (RFC 8949), COSE signatures and keys (RFC 9052, RFC 9053). The only room that knows
 * the CBOR library; does not know mdocs, nor whose key is right.
 */
@NullMarked
package dev.verifier.cose;

import org.jspecify.annotations.NullMarked;
