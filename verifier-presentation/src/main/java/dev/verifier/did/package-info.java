/** Identifiers that carry their key. Owns did:key and did:jwk as pure computation; fetches nothing. */
@NullMarked
package dev.verifier.did;

import org.jspecify.annotations.NullMarked;
