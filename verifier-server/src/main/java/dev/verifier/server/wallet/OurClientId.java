package dev.verifier.server.wallet;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;

/**
 * How wallets know us (OpenID4VP 1.0 §5.9).
 *
 * @param prefix the kind of name
 * @param did our key as a did:key
 */
record OurClientId(ClientIdPrefix prefix, String did) {

    /** The {@code client_id}, with its prefix. */
    String value() {
        return switch (prefix) {
            case DECENTRALIZED_IDENTIFIER -> "decentralized_identifier:" + did;
            case DID -> did;
        };
    }

    /**
     * The {@code kid} of our request objects: the key's DID URL, as the specification wants it, or the bare did:key that wallets
     * from before it compare.
     */
    String keyId() {
        return switch (prefix) {
            case DECENTRALIZED_IDENTIFIER -> did + "#" + did.substring("did:key:".length());
            case DID -> did;
        };
    }
}
