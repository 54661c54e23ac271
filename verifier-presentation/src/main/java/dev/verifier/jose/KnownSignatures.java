package dev.verifier.jose;

import dev.verifier.recent.Recent;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Signatures that were seen to hold. That a key made a signature over some bytes is arithmetic, and so never ends: whether the key is
 * believed, and what the bytes say, is asked every time. Nothing is kept but a digest over all of it; signatures that do not hold are
 * not kept. Bounded and thread-safe.
 */
final class KnownSignatures {

    private final Recent<String, Boolean> held;

    /** @param most how many are kept, those last used */
    KnownSignatures(int most) {
        this.held = new Recent<>(most);
    }

    /** As {@link PublicJwk#verifies}; refuses where it does not hold. */
    void require(CompactJws jws, PublicJwk key, SignatureAlgorithm algorithm, byte[] signingInput)
            throws RejectedException {
        var signature = jws.signature();
        held.get(digest(key, algorithm, signingInput, signature), _ -> {
            if (!key.verifies(algorithm, signingInput, signature)) {
                throw new RejectedException(new Rejection.SignatureInvalid(jws.part()));
            }
            return true;
        });
    }

    /** Every part has its length before it, so that none can be mistaken for another's beginning. */
    private static String digest(PublicJwk key, SignatureAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : new byte[][] {
                key.thumbprint().getBytes(StandardCharsets.US_ASCII),
                algorithm.jwsName().getBytes(StandardCharsets.US_ASCII),
                signature,
                signingInput
            }) {
                sha256.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                sha256.update(part);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
