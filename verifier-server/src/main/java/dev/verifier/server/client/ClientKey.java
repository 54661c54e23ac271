package dev.verifier.server.client;

import dev.verifier.did.KeyHints;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * One of a client's keys.
 *
 * @param key the key
 * @param algorithm the one that it signs with
 * @param kid the name it is registered under (RFC 7517 §4.5); null where it has none
 */
record ClientKey(
        PublicJwk key,
        SignatureAlgorithm algorithm,
        @Nullable String kid) {

    /** Whether what the token's header says of its key is true of this one. */
    boolean isNamedBy(CompactJws jws) throws RejectedException {
        if (kid != null && kid.equals(jws.keyId().orElse(""))) {
            return jws.keyInHeader().map(key::equals).orElse(true);
        }
        return KeyHints.nameOnly(key, jws);
    }
}
