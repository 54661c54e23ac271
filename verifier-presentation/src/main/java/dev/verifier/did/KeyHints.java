package dev.verifier.did;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;

/**
 * What a token's header says about its key: {@code kid} (RFC 7515 §4.1.4) and {@code jwk} (§4.1.3). They never choose the key;
 * they must only not contradict the one that is known. Stateless.
 */
public final class KeyHints {

    private KeyHints() {}

    /** Whether every hint, where there are any, names this key: as its DID, its DID URL, its thumbprint, or itself. */
    public static boolean nameOnly(PublicJwk key, CompactJws jws) throws RejectedException {
        var inHeader = jws.keyInHeader();
        if (inHeader.isPresent() && !inHeader.get().equals(key)) {
            return false;
        }
        var kid = jws.keyId();
        if (kid.isEmpty() || kid.get().equals(key.thumbprint())) {
            return true;
        }
        return Did.isDid(kid.get()) && KeyDids.resolve(Did.parse(kid.get())).equals(key);
    }
}
