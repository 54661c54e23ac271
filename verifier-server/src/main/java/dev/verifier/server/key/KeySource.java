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
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where the signing key is: configured, or kept in the data directory from an earlier start.
 *
 * @param properties the configuration
 * @param line to keys that are elsewhere
 */
public record KeySource(VerifierProperties properties, KeyLine line) {

    private static final String SIGNING = "verifier.keys.signing";
    private static final String PREVIOUS = "verifier.keys.previous";
    private static final String NEXT = "verifier.keys.next";

    /** The file of the key, where it is in one; it may not exist yet. */
    public Optional<Path> file() {
        var configured = properties.keys().signing();
        if (configured == null) {
            return Optional.of(kept().path());
        }
        return Optional.of(configured)
                .filter(value -> reference(SIGNING, value).isFile())
                .map(KeySource::path);
    }

    /** The keys, if there is one to sign with; a key that cannot be used fails with the reason. */
    public Optional<KeyRing> find() {
        var configured = properties.keys().signing();
        if (configured == null && !Files.exists(kept().path())) {
            return Optional.empty();
        }
        var previous = references(PREVIOUS, properties.keys().previous());
        var others = previous.stream().flatMap(key -> key.signing().stream()).toList();
        var current = configured == null ? kept().path().toString() : configured;
        return Optional.of(reference(SIGNING, current).ring(others, published()));
    }

    /** Public keys that are published beside those that sign. */
    List<ECKey> published() {
        return Stream.concat(
                        references(PREVIOUS, properties.keys().previous()).stream(),
                        references(NEXT, properties.keys().next()).stream())
                .map(KeyReference::published)
                .toList();
    }

    /** Throws where the strict profile wants more. */
    void requireStrictly() {
        if (!properties.compatibility().strict()) {
            return;
        }
        if (properties.keys().signing() == null && properties.keys().rotation() == null) {
            throw invalid(SIGNING, "the strict profile wants a key of your own and generates none");
        }
        if (exposed()) {
            throw invalid(SIGNING, "others may read its file: chmod 600 it");
        }
    }

    private List<KeyReference> references(String property, List<String> values) {
        return values.stream().map(value -> reference(property, value)).toList();
    }

    private KeyReference reference(String property, String value) {
        return new KeyReference(property, value, properties, line);
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

    static <T> T read(String property, String value, Function<String, T> reader) {
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
