package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.DidKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * OpenID4VP 1.0 §5.9: a verifier's name, which says how to find its key. Known here: {@code decentralized_identifier:} with a did:key, and
 * the bare did:key of the verifiers before 1.0. The place for {@code x509_hash:} and {@code x509_san_dns:} is beside them.
 *
 * @param value the whole name, prefix included
 * @param key what the name names
 * @param legacy whether it is without a prefix
 */
record ClientIdentifier(String value, DidKey key, boolean legacy) {
    private static final String PREFIX = "decentralized_identifier:";

    static ClientIdentifier parse(String value) {
        boolean legacy = !value.startsWith(PREFIX);
        try {
            return new ClientIdentifier(value, DidKey.parse(legacy ? value : value.substring(PREFIX.length())), legacy);
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.UNKNOWN_CLIENT_ID_PREFIX, e);
        }
    }

    /** The key that this {@code kid} names, as the did or with the fragment of its one verification method. */
    PublicKey keyNamed(@Nullable Object kid) {
        if (key.did().equals(kid) || key.keyId().equals(kid)) {
            return key.publicKey();
        }
        throw new UnacceptableRequest(RequestFlaw.WRONG_KEY);
    }
}
