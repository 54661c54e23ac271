package dev.verifier.server.wallet;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts of 256 bits that nobody guesses, in characters that a URL may hold. Thread-safe. */
record RandomText(SecureRandom random) {

    private static final int BYTES = 32;

    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
