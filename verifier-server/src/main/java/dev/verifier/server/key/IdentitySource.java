package dev.verifier.server.key;

import dev.verifier.server.configuration.Asking;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import dev.verifier.server.configuration.WalletIdentityProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a name of ours for wallets and what vouches for it are configured. What wallets would refuse fails with the reason.
 *
 * @param name by which clients choose it; empty for the one of all others
 * @param configured what is said of it
 * @param place the properties of it
 * @param properties the rest of the configuration
 */
public record IdentitySource(
        String name, WalletIdentityProperties configured, Place place, VerifierProperties properties) {

    /**
     * What the properties are called.
     *
     * @param signing the key
     * @param certificates of the key
     * @param prefix the kind of name
     * @param attestation of the key
     */
    public record Place(String signing, String certificates, String prefix, String attestation) {

        private static final Place OF_ALL_OTHERS = new Place(
                "verifier.keys.signing",
                "verifier.keys.certificate-chain",
                "verifier.openid4vp.client-id-prefix",
                "verifier.openid4vp.verifier-attestation");

        private static Place of(String name) {
            var before = "verifier.openid4vp.identities." + name + ".";
            return new Place(
                    before + "signing",
                    before + "certificate-chain",
                    before + "client-id-prefix",
                    before + "verifier-attestation");
        }
    }

    /** That of every client that chooses none. */
    static IdentitySource ofAllOthers(VerifierProperties properties) {
        var openid4vp = properties.openid4vp();
        return new IdentitySource(
                "",
                new WalletIdentityProperties(
                        null,
                        properties.keys().certificateChain(),
                        openid4vp.clientIdPrefix(),
                        openid4vp.verifierAttestation()),
                Place.OF_ALL_OTHERS,
                properties);
    }

    /** All of them, the one of all others first. */
    public static List<IdentitySource> all(VerifierProperties properties) {
        var named = properties.openid4vp().identities().entrySet().stream()
                .map(one -> new IdentitySource(one.getKey(), one.getValue(), Place.of(one.getKey()), properties));
        return Stream.concat(Stream.of(ofAllOthers(properties)), named).toList();
    }

    /**
     * Reads it.
     *
     * @param ours the key that signs where it has none of its own
     * @param line to keys that are elsewhere
     */
    public WalletIdentity read(KeyRing ours, KeyLine line, Instant at) {
        var signing = configured.signing();
        var ring = signing == null ? ours : reference(signing, line).ring();
        var keys = ring.at(at);
        var certificates = certificates(keys, at).orElse(null);
        var attestation = attestation(keys, at).orElse(null);
        return new WalletIdentity(name, prefix(), ring, certificates, attestation);
    }

    /**
     * Whose key it has where it has none of its own: what vouches for a key does so for that one alone, and it does not rotate.
     *
     * @param ours the keys that sign tokens
     * @param standing the one that is configured or was made for this node, if there is one
     */
    KeyRing ring(KeyRing ours, Optional<KeyRing> standing) {
        var isVouchedFor = configured.certificateChain() != null || configured.verifierAttestation() != null;
        if (properties.keys().rotation() == null || !isVouchedFor || configured.signing() != null) {
            return ours;
        }
        return standing.orElseThrow(() -> KeySource.invalid(
                place.certificates(),
                "the keys of verifier.keys.rotation change: set verifier.keys.signing to its key"));
    }

    private KeyReference reference(String signing, KeyLine line) {
        return new KeyReference(place.signing(), signing, properties, line);
    }

    /** The file of its own key, if others on this machine may read it. */
    public Optional<Path> exposed() {
        var signing = configured.signing();
        if (signing == null || KeyText.isKey(signing)) {
            return Optional.empty();
        }
        try {
            var file = KeySource.path(signing);
            return Files.exists(file) && new KeyFile(file).exposed() ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Throws where nobody else may read a key. */
    void requireNotStrict() {
        if (properties.compatibility().strict()) {
            throw KeySource.invalid(place.signing(), "others may read its file: chmod 600 it");
        }
    }

    private ClientIdPrefix prefix() {
        if (name.isEmpty()) {
            return Asking.prefix(properties);
        }
        var byKey = configured.certificateChain() == null
                ? ClientIdPrefix.DECENTRALIZED_IDENTIFIER
                : ClientIdPrefix.X509_HASH;
        return Objects.requireNonNullElse(configured.clientIdPrefix(), byKey);
    }

    private Optional<WalletCertificates> certificates(SigningKeys keys, Instant at) {
        var chainPem = configured.certificateChain();
        var prefix = configured.clientIdPrefix();
        if (chainPem == null) {
            if (prefix != null && prefix.needsCertificates()) {
                throw KeySource.invalid(
                        place.prefix(), "it needs " + place.certificates() + ", the certificate of the signing key");
            }
            return Optional.empty();
        }
        var chain = KeySource.read(place.certificates(), chainPem, keys::certificates);
        if (!at.isBefore(chain.endsAt())) {
            throw KeySource.invalid(
                    place.certificates(), "it ended on " + chain.endsAt() + ": ask its authority for another");
        }
        var host = properties.issuer().getHost();
        if (prefix == ClientIdPrefix.X509_SAN_DNS && !chain.names(host)) {
            throw KeySource.invalid(place.certificates(), "x509_san_dns needs a certificate with the dNSName " + host);
        }
        return Optional.of(chain);
    }

    private Optional<VerifierAttestation> attestation(SigningKeys keys, Instant at) {
        var text = configured.verifierAttestation();
        if (text == null) {
            if (configured.clientIdPrefix() == ClientIdPrefix.VERIFIER_ATTESTATION) {
                throw KeySource.invalid(
                        place.prefix(), "it needs " + place.attestation() + ", the attestation of the signing key");
            }
            return Optional.empty();
        }
        try {
            var compact = text.startsWith("eyJ") ? text : Files.readString(KeySource.path(text));
            var attestation = keys.attestation(compact, properties.issuer() + Surface.WALLET_RESPONSE);
            if (at.isBefore(attestation.beginsAt())) {
                throw wrong("it begins on " + attestation.beginsAt() + ": use the one before until then");
            }
            if (!at.isBefore(attestation.endsAt())) {
                throw wrong("it ended on " + attestation.endsAt() + ": ask its issuer for another");
            }
            return Optional.of(attestation);
        } catch (IOException e) {
            throw wrong("no file of that name can be read, and it is itself no JWT");
        } catch (IllegalArgumentException e) {
            throw wrong("it cannot be used: " + e.getMessage());
        }
    }

    private RuntimeException wrong(String reason) {
        return KeySource.invalid(place.attestation(), reason);
    }
}
