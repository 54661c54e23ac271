package dev.verifier.server.compatibility;

import dev.verifier.jose.Claims;
import dev.verifier.presentation.UniqueId;
import dev.verifier.rejection.RejectedException;
import java.util.function.Supplier;

/**
 * Machines of the ecosystem sign presentations without {@code jti} and {@code nonce}. What was signed is then remembered by its
 * digest, so that it can still be used once only.
 *
 * @param uses where its use is counted
 */
record PresentationWithoutId(Uses uses) implements UniqueId {

    @Override
    public String require(Claims claims, Supplier<String> digest) throws RejectedException {
        if (claims.has("jti") || claims.has("nonce")) {
            return JTI_OR_NONCE.require(claims, digest);
        }
        uses.count("presentation-without-id");
        return digest.get();
    }
}
