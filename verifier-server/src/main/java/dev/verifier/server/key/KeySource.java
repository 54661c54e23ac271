package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where the signing key is: configured, or kept in the data directory from an earlier start.
 *
 * @param properties the configuration
 */
public record KeySource(VerifierProperties properties) {

    private static final String SIGNING = "verifier.keys.signing";
    private static final String CERTIFICATES = "verifier.keys.certificate-chain";
    private static final String PREFIX = "verifier.openid4vp.client-id-prefix";
    private static final String ATTESTATION = "verifier.openid4vp.verifier-attestation";
    private static final String PREVIOUS = "verifier.keys.previous";

    /** The file of the key, where it is in one; it may not exist yet. */
    public Optional<Path> file() {
        var configured = properties.keys().signing();
        if (configured == null) {
            return Optional.of(kept().path());
        }
        return KeyText.isKey(configured) ? Optional.empty() : Optional.of(path(configured));
    }

    /** The keys, if there is one to sign with; a key that cannot be used fails with the reason. */
    public Optional<SigningKeys> find() {
        var configured = properties.keys().signing();
        if (configured == null && !Files.exists(kept().path())) {
            return Optional.empty();
        }
        var current = configured == null
                ? read(SIGNING, kept().path().toString(), KeyText::privateKey)
                : read(SIGNING, configured, KeyText::privateKey);
        var previous = properties.keys().previous().stream()
                .map(value -> read(PREVIOUS, value, KeyText::publicKey))
                .toList();
        return Optional.of(keys(current, previous));
    }

    /**
     * The certificates of the key, if there are any; those that wallets would refuse, and names that need other ones, fail with the
     * reason.
     */
    public Optional<WalletCertificates> certificates(SigningKeys keys, Instant at) {
        var configured = properties.keys().certificateChain();
        var prefix = properties.openid4vp().clientIdPrefix();
        if (configured == null) {
            if (prefix != null && prefix.needsCertificates()) {
                throw invalid(PREFIX, "it needs verifier.keys.certificate-chain, the certificate of the signing key");
            }
            return Optional.empty();
        }
        var chain = read(CERTIFICATES, configured, keys::certificates);
        if (!at.isBefore(chain.endsAt())) {
            throw invalid(CERTIFICATES, "it ended on " + chain.endsAt() + ": ask its authority for another");
        }
        var host = properties.issuer().getHost();
        if (prefix == ClientIdPrefix.X509_SAN_DNS && !chain.names(host)) {
            throw invalid(CERTIFICATES, "x509_san_dns needs a certificate with the dNSName " + host);
        }
        return Optional.of(chain);
    }

    /** What attests the key, if anything does; what wallets would refuse, and a name that needs it, fail with the reason. */
    public Optional<VerifierAttestation> attestation(SigningKeys keys, Instant at) {
        var configured = properties.openid4vp().verifierAttestation();
        if (configured == null) {
            if (properties.openid4vp().clientIdPrefix() == ClientIdPrefix.VERIFIER_ATTESTATION) {
                throw invalid(PREFIX, "it needs " + ATTESTATION + ", the attestation of the signing key");
            }
            return Optional.empty();
        }
        try {
            var text = configured.startsWith("eyJ") ? configured : Files.readString(path(configured));
            var attestation = keys.attestation(text, properties.issuer() + Surface.WALLET_RESPONSE);
            if (at.isBefore(attestation.beginsAt())) {
                throw invalid(
                        ATTESTATION, "it begins on " + attestation.beginsAt() + ": use the one before until then");
            }
            if (!at.isBefore(attestation.endsAt())) {
                throw invalid(ATTESTATION, "it ended on " + attestation.endsAt() + ": ask its issuer for another");
            }
            return Optional.of(attestation);
        } catch (IOException e) {
            throw invalid(ATTESTATION, "no file of that name can be read, and it is itself no JWT");
        } catch (IllegalArgumentException e) {
            throw invalid(ATTESTATION, "it cannot be used: " + e.getMessage());
        }
    }

    /** Whether others on this machine may read the key's file. */
    public boolean exposed() {
        try {
            return file().isPresent() && Files.exists(file().get()) && new KeyFile(file().get()).exposed();
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a key and keeps it, unless another node or start was faster; whether this call made it. */
    boolean generate(SecureRandom random) {
        try {
            return kept().generate(random);
        } catch (IOException | JOSEException e) {
            throw invalid(SIGNING, "a key cannot be kept in " + kept().path() + ": " + e.getMessage());
        }
    }

    /** The value itself is a secret or the path to one and is not repeated. */
    static InvalidConfigurationPropertyValueException invalid(String property, String reason) {
        return new InvalidConfigurationPropertyValueException(property, "(not shown)", reason);
    }

    private KeyFile kept() {
        return new KeyFile(properties.dataDirectory().resolve("signing-key.jwk"));
    }

    private static SigningKeys keys(ECKey current, List<ECKey> previous) {
        try {
            return new SigningKeys(current, previous);
        } catch (IllegalArgumentException e) {
            throw invalid(SIGNING, "the key cannot be used: " + e.getMessage());
        }
    }

    private static <T> T read(String property, String value, Function<String, T> reader) {
        if (value.startsWith("pkcs12:") || value.startsWith("pkcs11:")) {
            throw invalid(property, "pkcs12: and pkcs11: are not supported yet; use PEM or JWK");
        }
        try {
            return reader.apply(KeyText.isKey(value) ? value : Files.readString(path(value)));
        } catch (IOException e) {
            throw invalid(property, "no file of that name can be read, and it is itself neither PEM nor JWK");
        } catch (IllegalArgumentException e) {
            throw invalid(property, "the key cannot be used: " + e.getMessage());
        }
    }

    private static Path path(String value) {
        return Path.of(value.startsWith("file:") ? value.substring("file:".length()) : value);
    }
}
