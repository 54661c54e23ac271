package dev.verifier.server.dpop;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Nonces for proofs (RFC 9449 §8): made of the time and a secret, the same on every node and remembered by none. One is good in its
 * window and in the next. Thread-safe.
 */
final class Nonces {

    private static final Duration WINDOW = Duration.ofMinutes(3);

    private final Supplier<String> secret;
    private final boolean required;

    /** @param secret the same on every node and after every start */
    Nonces(Supplier<String> secret, boolean required) {
        this.secret = secret;
        this.required = required;
    }

    /** The nonce to use from now on. */
    String current(Instant at) {
        return nonce(window(at));
    }

    /**
     * The nonce for the proof after this one; null where that may have the same, or none as this one. One that is there must be
     * ours, whether or not there must be one.
     */
    @Nullable
    String next(Claims proof, Instant at) throws RejectedException {
        var nonce = proof.optionalText("nonce");
        if (nonce.isEmpty() ? !required : same(nonce.get(), window(at))) {
            return null;
        }
        if (nonce.filter(text -> same(text, window(at) - 1)).isPresent()) {
            return current(at);
        }
        throw new RejectedException(new Rejection.ProofNonceNeeded());
    }

    private static long window(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), WINDOW.toSeconds());
    }

    private boolean same(String nonce, long window) {
        return MessageDigest.isEqual(
                nonce.getBytes(StandardCharsets.UTF_8), nonce(window).getBytes(StandardCharsets.UTF_8));
    }

    private String nonce(long window) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            var digest = mac.doFinal(Long.toString(window).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }
}
