package dev.verifier.server.compatibility;

import dev.verifier.jose.Claims;
import dev.verifier.presentation.UniqueId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;

/**
 * Machines of the ecosystem sign presentations without {@code jti} and {@code nonce}. What was signed is then remembered by its
 * digest, so that it can still be used once only.
 *
 * @param events where its use is counted
 */
record PresentationWithoutId(EventLog events) implements UniqueId {

    @Override
    public String require(Claims claims, String digest) throws RejectedException {
        if (claims.has("jti") || claims.has("nonce")) {
            return JTI_OR_NONCE.require(claims, digest);
        }
        events.publish(new VerifierEvent.QuirkUsed("presentation-without-id"));
        return digest;
    }
}
