package dev.verifier.federation;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwkSet;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;

/**
 * Finds a chain of statements from an entity up to a trust anchor whose keys are known beforehand, and verifies it from there down (OpenID
 * Federation 1.0 §10). No metadata is taken from it, and so no policy applied to any (docs/adr/0039). A door: what is wrong with a chain
 * is told by one code, with what it was. Immutable and thread-safe.
 *
 * @param anchor the trust anchor
 * @param keys that it signs with
 * @param limits how large a statement may be
 */
public record TrustChains(EntityId anchor, JwkSet keys, Limits limits) {

    /** The chain of an entity; where there are several, the first that holds. */
    public TrustChain require(EntityId entity, Statements statements, Instant at) throws RejectedException {
        try {
            return new ChainSearch(this, statements, at).find(entity);
        } catch (RejectedException e) {
            throw isAway(e) ? e : broken(entity, e.rejection().toString());
        }
    }

    /** What the anchor says of itself holds, and says where it speaks of others. */
    public void requireAnchor(Statements statements, Instant at) throws RejectedException {
        if (anchorItself(statements, at).fetchEndpoint().isEmpty()) {
            throw broken(anchor, "no federation_fetch_endpoint");
        }
    }

    EntityStatement anchorItself(Statements statements, Instant at) throws RejectedException {
        return EntityStatement.ofItself(anchor, parse(statements.require(anchor.configuration())), keys, at);
    }

    CompactJws parse(String compact) throws RejectedException {
        return CompactJws.parse(Part.ENTITY_STATEMENT, compact.strip(), limits);
    }

    RejectedException broken(EntityId entity, String why) {
        return new RejectedException(new Rejection.TrustChainBroken(entity.value(), anchor.value(), why));
    }

    static boolean isAway(RejectedException e) {
        return e.rejection() instanceof Rejection.TrustUnavailable;
    }
}
