package dev.verifier.federation;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwkSet;
import dev.verifier.rejection.RejectedException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search for a chain. Upwards it follows what entities say of themselves, which proves nothing; downwards, from the anchor's keys, each
 * statement is verified with the keys that the one above it tells. A door: a path that leads nowhere is one path less. For one thread.
 *
 * @param chains to which anchor
 * @param statements where they are published
 * @param at the instant at which they must be in force
 */
record ChainSearch(TrustChains chains, Statements statements, Instant at) {

    /** From the leaf to the anchor, both counted. */
    private static final int LONGEST = 7;

    /** As many superiors of one entity are looked at. */
    private static final int MOST_HINTS = 10;

    /**
     * Somebody on the way up.
     *
     * @param itself what it says of itself
     * @param beneath who led here; null for the leaf
     * @param about what it says of them, unverified; null for the leaf
     */
    private record Step(
            EntityStatement itself,
            @Nullable Step beneath,
            @Nullable CompactJws about) {

        EntityId entity() {
            return itself.issuer();
        }

        /** The leaf first. */
        List<EntityId> entities() {
            var entities = beneath == null ? new ArrayList<EntityId>() : new ArrayList<>(beneath.entities());
            entities.add(entity());
            return entities;
        }
    }

    TrustChain find(EntityId leaf) throws RejectedException {
        if (leaf.equals(chains.anchor())) {
            return new TrustChain(
                    List.of(leaf), chains.anchorItself(statements, at).until());
        }
        var own = published(leaf);
        return climb(new Step(EntityStatement.ofItself(leaf, own, at), null, null), own);
    }

    private CompactJws published(EntityId entity) throws RejectedException {
        return chains.parse(statements.require(entity.configuration()));
    }

    private EntityStatement itself(EntityId entity) throws RejectedException {
        return entity.equals(chains.anchor())
                ? chains.anchorItself(statements, at)
                : EntityStatement.ofItself(entity, published(entity), at);
    }

    /** The first path upwards that holds; where none does, that somebody could not be asked, or else why the first one does not. */
    private TrustChain climb(Step step, CompactJws leaf) throws RejectedException {
        @Nullable RejectedException why = null;
        for (var superior : superiors(step)) {
            try {
                var next = above(step, superior);
                return superior.equals(chains.anchor()) ? verified(next, leaf) : climb(next, leaf);
            } catch (RejectedException e) {
                why = why == null || (TrustChains.isAway(e) && !TrustChains.isAway(why)) ? e : why;
            }
        }
        throw why == null ? chains.broken(step.entity(), "no authority_hints that lead further") : why;
    }

    /** The anchor first, if it is one of them. */
    private List<EntityId> superiors(Step step) {
        var known = step.entities();
        return step.itself().hints().stream()
                .filter(hint -> !known.contains(hint))
                .filter(hint -> known.size() < LONGEST - 1 || hint.equals(chains.anchor()))
                .sorted(Comparator.comparing(hint -> !hint.equals(chains.anchor())))
                .limit(MOST_HINTS)
                .toList();
    }

    private Step above(Step step, EntityId superior) throws RejectedException {
        var itself = itself(superior);
        var endpoint =
                itself.fetchEndpoint().orElseThrow(() -> chains.broken(superior, "no federation_fetch_endpoint"));
        var about = chains.parse(statements.require(about(endpoint, step.entity())));
        return new Step(itself, step, about);
    }

    /** §8.1.1. */
    private static URI about(URI endpoint, EntityId subject) {
        var joint = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + joint + "sub=" + URLEncoder.encode(subject.value(), StandardCharsets.UTF_8));
    }

    /** §10.2, from the anchor down. */
    private TrustChain verified(Step anchor, CompactJws leaf) throws RejectedException {
        var until = anchor.itself().until();
        JwkSet keys = chains.keys();
        var step = anchor;
        while (step.beneath() != null && step.about() != null) {
            var beneath = step.beneath();
            var statement = EntityStatement.ofAnother(step.entity(), beneath.entity(), step.about(), keys, at);
            var broken = statement.constraints().broken(beneath.entities());
            if (broken.isPresent()) {
                throw chains.broken(beneath.entity(), broken.get());
            }
            until = earlier(earlier(until, statement.until()), beneath.itself().until());
            keys = statement.keys();
            step = beneath;
        }
        var itself = EntityStatement.ofItself(step.entity(), leaf, keys, at);
        return new TrustChain(anchor.entities(), earlier(until, itself.until()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
