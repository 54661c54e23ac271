package dev.verifier.server.dpop;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proof that holds, and of which nobody has asked yet whether it was used before.
 *
 * @param key whose holder made it
 * @param id its {@code jti}
 * @param worthlessFrom until when it is remembered
 * @param nextNonce the nonce for the next one; null where it may go on with the one it has, or none
 */
record Proof(
        ProvenKey key,
        String id,
        Instant worthlessFrom,
        @Nullable String nextNonce) {

    private static final String ATTRIBUTE = Proof.class.getName();

    void keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<Proof> of(HttpServletRequest request) {
        return Optional.ofNullable((Proof) request.getAttribute(ATTRIBUTE));
    }
}
