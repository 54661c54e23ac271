package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the data key is: configured, or kept in the data directory from an earlier start.
 *
 * @param properties the configuration
 */
public record DataKeySource(VerifierProperties properties) {

    private static final String DATA = "verifier.keys.data";
    private static final String PREVIOUS = "verifier.keys.data-previous";

    /** In base64 or base64url, with or without padding. */
    private static final int SHORTEST = 43;

    private static final int LONGEST = 44;

    /** The file of the key, where it is in one; it may not exist yet. */
    public Optional<Path> file() {
        var configured = properties.keys().data();
        if (configured == null) {
            return Optional.of(kept().path());
        }
        return isKey(configured) ? Optional.empty() : Optional.of(KeySource.path(configured));
    }

    /** The key, if there is one; one that cannot be used fails with the reason. */
    public Optional<DataKey> find(SecureRandom random) {
        return current().map(key -> new DataKey(key, previous(), random));
    }

    /** What the key is called, if there is one; the same of one that cannot be used. */
    public Optional<String> id() {
        previous();
        return current().map(DataKey::idOf);
    }

    private Optional<byte[]> current() {
        var configured = properties.keys().data();
        if (configured != null) {
            return Optional.of(read(DATA, configured));
        }
        return Files.exists(kept().path()) ? Optional.of(inFile(DATA, kept().path())) : Optional.empty();
    }

    private List<byte[]> previous() {
        return properties.keys().dataPrevious().stream()
                .map(value -> read(PREVIOUS, value))
                .toList();
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
            var key = new byte[DataKey.BYTES];
            random.nextBytes(key);
            return kept().keep(Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw KeySource.invalid(DATA, "a key cannot be kept in " + kept().path() + ": " + e.getMessage());
        }
    }

    private KeyFile kept() {
        return new KeyFile(properties.dataDirectory().resolve("data-key"));
    }

    /**
     * What begins like a path is one, whatever it could be decoded to: a file that is not there must not become a key. Only the padding of
     * base64, with which no file's name ends, says that it is none.
     */
    private static boolean isKey(String value) {
        return (!value.startsWith("/") || value.endsWith("="))
                && !value.startsWith("file:")
                && decoded(value).isPresent();
    }

    private static byte[] read(String property, String value) {
        return isKey(value) ? decoded(value).orElseThrow() : inFile(property, KeySource.path(value));
    }

    private static byte[] inFile(String property, Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            return bytes.length == DataKey.BYTES
                    ? bytes
                    : decoded(new String(bytes, StandardCharsets.US_ASCII))
                            .orElseThrow(() -> KeySource.invalid(
                                    property, "its file has neither 32 bytes nor 32 bytes in base64"));
        } catch (IOException e) {
            throw KeySource.invalid(
                    property, "no file of that name can be read, and it is itself no 32 bytes in base64");
        }
    }

    private static Optional<byte[]> decoded(String text) {
        var digits = text.strip().replace('-', '+').replace('_', '/');
        if (digits.length() < SHORTEST || digits.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(digits)).filter(bytes -> bytes.length == DataKey.BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
