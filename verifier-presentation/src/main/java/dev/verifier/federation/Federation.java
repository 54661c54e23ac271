package dev.verifier.federation;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;

/** Whether an entity belongs to a federation: asked on the web, or on paper. Implementations are thread-safe. */
@FunctionalInterface
public interface Federation {

    /** Where no trust anchor is known. */
    Federation NONE = (_, anchor, _) -> {
        throw new RejectedException(new Rejection.TrustAnchorUnknown(anchor.value()));
    };

    /**
     * The chain from an entity to a trust anchor, if there is one. An anchor whose keys are not known here is a rejection, and so is not
     * being able to ask ({@code trust_unavailable}). To be asked only about issuers that are trusted: it fetches what they name.
     */
    TrustChain require(EntityId entity, EntityId anchor, Instant at) throws RejectedException;
}
