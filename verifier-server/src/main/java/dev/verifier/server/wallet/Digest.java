package dev.verifier.server.wallet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as which secrets are kept. Stateless. */
final class Digest {

    private Digest() {}

    static String of(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Whether a text has this digest; takes as long wherever they differ. */
    static boolean matches(String digest, String text) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), of(text).getBytes(StandardCharsets.US_ASCII));
    }
}
