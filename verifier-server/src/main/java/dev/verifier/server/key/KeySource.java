package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
        return Optional.of(keys(SIGNING, current, previous));
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
            return kept().keep(new ECKeyGenerator(Curve.P_256)
                    .secureRandom(random)
                    .generate()
                    .toJSONString());
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

    /** A key that signs requests to wallets and nothing else. */
    static SigningKeys keys(String property, ECKey alone) {
        return keys(property, alone, List.of());
    }

    private static SigningKeys keys(String property, ECKey current, List<ECKey> previous) {
        try {
            return new SigningKeys(current, previous);
        } catch (IllegalArgumentException e) {
            throw invalid(property, "the key cannot be used: " + e.getMessage());
        }
    }

    static <T> T read(String property, String value, Function<String, T> reader) {
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

    static Path path(String value) {
        return Path.of(value.startsWith("file:") ? value.substring("file:".length()) : value);
    }
}
