package dev.verifier.server.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * By which a browser is known: 256 bits that nobody guesses, and that we keep as a digest.
 *
 * @param value what the browser has
 */
record SessionSecret(String value) {

    private static final int BYTES = 32;

    static SessionSecret next(SecureRandom random) {
        return new SessionSecret(text(random));
    }

    /** The same amount of chance as text that a URL may hold. */
    static String text(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String digest() {
        return sha256(value);
    }

    /** What only the browser with this secret can have been told, for one purpose. */
    String token(String purpose) {
        return sha256(purpose + " " + value);
    }

    private static String sha256(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionSecret";
    }
}
