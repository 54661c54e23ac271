package dev.verifier.federation;

import java.time.Instant;
import java.util.List;

/**
 * A chain of statements that was found to hold. Only {@link TrustChains} makes one.
 *
 * @param entities the leaf first, the trust anchor last
 * @param until when the first of its statements ends
 */
public record TrustChain(List<EntityId> entities, Instant until) {

    public TrustChain {
        entities = List.copyOf(entities);
    }
}
