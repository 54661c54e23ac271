package dev.verifier.server.wallet;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import dev.verifier.server.key.SigningKeys;
import dev.verifier.server.key.WalletCertificates;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How wallets know us (OpenID4VP 1.0 §5.9).
 *
 * @param prefix the kind of name
 * @param did our key as a did:key
 * @param certificates of our key; null where there are none
 * @param host of the issuer
 */
record OurClientId(
        ClientIdPrefix prefix, String did, @Nullable WalletCertificates certificates, String host) {

    static final String BY_DID = "decentralized_identifier:";

    /** The {@code client_id}, with its prefix. */
    String value() {
        return switch (prefix) {
            case DECENTRALIZED_IDENTIFIER -> BY_DID + did;
            case DID -> did;
            case X509_HASH -> "x509_hash:" + chain().hash();
            case X509_SAN_DNS -> "x509_san_dns:" + host;
        };
    }

    /**
     * A request object under this name. Its header says by which key: the DID URL, as the specification wants it, the bare did:key that
     * wallets from before it compare, or the certificates.
     */
    String signed(SigningKeys keys, String type, Map<String, Object> claims) {
        return switch (prefix) {
            case DECENTRALIZED_IDENTIFIER -> keys.signed(type, did + "#" + did.substring("did:key:".length()), claims);
            case DID -> keys.signed(type, did, claims);
            case X509_HASH, X509_SAN_DNS -> keys.signed(type, chain().x5c(), claims);
        };
    }

    private WalletCertificates chain() {
        return Objects.requireNonNull(certificates, "without certificates there is no such prefix");
    }
}
