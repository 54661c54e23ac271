package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The closed list of hash algorithms of an SD-JWT (RFC 9901 §4.1.1), by their names in the IANA registry. */
public enum DigestAlgorithm {
    SHA_256("sha-256", "SHA-256"),
    SHA_384("sha-384", "SHA-384"),
    SHA_512("sha-512", "SHA-512");

    private static final String CLAIM = "_sd_alg";

    private final String registered;
    private final String java;

    DigestAlgorithm(String registered, String java) {
        this.registered = registered;
        this.java = java;
    }

    /** The one of this name. */
    public static Optional<DigestAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.registered.equals(name))
                .findFirst();
    }

    /** The one a payload names; SHA-256 where it names none. */
    static DigestAlgorithm of(Claims payload) throws RejectedException {
        if (!payload.asMap().containsKey(CLAIM)) {
            return SHA_256;
        }
        var named = payload.asMap().get(CLAIM);
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.registered.equals(named))
                .findFirst()
                .orElseThrow(
                        () -> new RejectedException(new Rejection.DigestAlgorithmNotAllowed(String.valueOf(named))));
    }

    /** Over the characters of a text, base64url (§4.2.3). */
    public String digest(String text) {
        try {
            var digest = MessageDigest.getInstance(java).digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-2", e);
        }
    }
}
