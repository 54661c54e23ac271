package dev.verifier.presentation;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What ties a presentation to one request (OpenID4VP 1.0 §5.2, §14.1): at least 128 bits in characters that a URL may hold, or it is
 * none. A presentation is good for the request whose nonce it was signed with, and is remembered by it.
 *
 * @param value as sent
 */
public record Nonce(String value) implements UniqueId {

    private static final int BYTES = 32;
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~-]{22," + LONGEST + "}");

    public Nonce {
        if (!isOne(value)) {
            throw new IllegalArgumentException("a nonce has 128 bits: 22 characters or more that a URL may hold");
        }
    }

    /** Whether a text could be one. */
    public static boolean isOne(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /** A new one of 256 bits. */
    public static Nonce fresh(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Nonce(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** This nonce, if the presentation was signed with it; compared in a time that does not depend on where they differ. */
    @Override
    public String require(Claims claims, Supplier<String> digest) throws RejectedException {
        var presented = claims.text("nonce").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), presented)) {
            throw new RejectedException(new Rejection.WrongNonce(claims.part()));
        }
        return value;
    }

    /** Without the value: whoever knows it can ask a victim for an answer to our request. */
    @Override
    public String toString() {
        return "Nonce";
    }
}
