package dev.verifier.server.wallet;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import dev.verifier.server.key.SigningKeys;
import dev.verifier.server.key.VerifierAttestation;
import dev.verifier.server.key.WalletCertificates;
import dev.verifier.server.key.WalletIdentity;
import java.util.Map;
import java.util.Objects;

/**
 * How wallets know us (OpenID4VP 1.0 §5.9).
 *
 * @param identity the kind of name
 * @param keys the key behind it, as the current one
 * @param host of the issuer
 * @param responseUri where answers go
 */
record OurClientId(WalletIdentity identity, SigningKeys keys, String host, String responseUri) {

    static final String BY_DID = "decentralized_identifier:";

    /** Under this name nothing is signed. */
    static final String BY_ADDRESS = "redirect_uri:";

    /** The {@code client_id}, with its prefix. */
    String value() {
        return switch (prefix()) {
            case DECENTRALIZED_IDENTIFIER -> BY_DID + did();
            case DID -> did();
            case X509_HASH -> "x509_hash:" + chain().hash();
            case X509_SAN_DNS -> "x509_san_dns:" + host;
            case VERIFIER_ATTESTATION -> "verifier_attestation:" + attested().subject();
            case REDIRECT_URI -> BY_ADDRESS + responseUri;
        };
    }

    /**
     * A request object under this name. Its header says by which key: the DID URL, as the specification wants it, the bare did:key that
     * wallets from before it compare, the certificates, or the attestation.
     */
    String signed(String type, Map<String, Object> claims) {
        return switch (prefix()) {
            case DECENTRALIZED_IDENTIFIER ->
                keys.signed(type, did() + "#" + did().substring("did:key:".length()), claims);
            case DID -> keys.signed(type, did(), claims);
            case X509_HASH, X509_SAN_DNS -> keys.signed(type, chain().x5c(), claims);
            case VERIFIER_ATTESTATION -> keys.attested(type, attested().compact(), claims);
            case REDIRECT_URI -> throw new IllegalStateException("this name stands for no key (OpenID4VP 1.0 §5.9.3)");
        };
    }

    ClientIdPrefix prefix() {
        return identity.prefix();
    }

    private String did() {
        return keys.keyId();
    }

    private VerifierAttestation attested() {
        return Objects.requireNonNull(identity.attestation(), "without an attestation there is no such prefix");
    }

    private WalletCertificates chain() {
        return Objects.requireNonNull(identity.certificates(), "without certificates there is no such prefix");
    }
}
