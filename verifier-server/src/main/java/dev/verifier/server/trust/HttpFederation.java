package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.federation.EntityId;
import dev.verifier.federation.Federation;
import dev.verifier.federation.TrustChain;
import dev.verifier.federation.TrustChains;
import dev.verifier.jose.JwkSet;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.outbound.OutboundHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Federations on the web (OpenID Federation 1.0 §10). A chain is kept for minutes, and never beyond its own end; while somebody in it is
 * away the last one counts for an hour, and it is searched every few seconds. One that was found broken counts no more. A door: why there
 * is none is kept like a chain is. Thread-safe.
 */
final class HttpFederation implements Federation {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofHours(1);

    private record Asked(EntityId entity, EntityId anchor) {}

    /**
     * What is known of a chain.
     *
     * @param chain null where there is none
     * @param until when it counts no more, whoever is away
     * @param why there is none, or none that is newer
     * @param askAgain from when on it is searched again
     */
    private record Known(@Nullable TrustChain chain, Instant until, Rejection why, Instant askAgain) {

        static final Known NOTHING =
                new Known(null, Instant.MIN, new Rejection.TrustUnavailable("federation"), Instant.MIN);
    }

    private final Cache<Asked, Known> cache =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final AskedOnce<Asked, Known> asked = new AskedOnce<>(this::known, this::isFresh);
    private final Map<EntityId, Supplier<Optional<JwkSet>>> anchors;
    private final OutboundHttp http;
    private final Clock clock;

    /** @param anchors the keys of each, as they are at the moment; empty while they were never read */
    HttpFederation(Map<EntityId, Supplier<Optional<JwkSet>>> anchors, OutboundHttp http, Clock clock) {
        this.anchors = Map.copyOf(anchors);
        this.http = http;
        this.clock = clock;
    }

    @Override
    public TrustChain require(EntityId entity, EntityId anchor, Instant at) throws RejectedException {
        if (!anchors.containsKey(anchor)) {
            return NONE.require(entity, anchor, at);
        }
        var question = new Asked(entity, anchor);
        var current = asked.find(question, known -> keep(question, searched(question, known)));
        var chain = current.chain();
        if (chain == null || !clock.instant().isBefore(current.until())) {
            throw new RejectedException(current.why());
        }
        return chain;
    }

    private Known known(Asked question) {
        var known = cache.getIfPresent(question);
        return known == null ? Known.NOTHING : known;
    }

    private boolean isFresh(Known known) {
        return clock.instant().isBefore(known.askAgain());
    }

    private Known keep(Asked question, Known known) {
        cache.put(question, known);
        return known;
    }

    private Known searched(Asked question, Known known) {
        var at = clock.instant();
        try {
            var chain = chains(question.anchor())
                    .require(question.entity(), FederationErrand.begin(http, clock), clock.instant());
            return new Known(
                    chain,
                    earlier(chain.until(), at.plus(STALE)),
                    Known.NOTHING.why(),
                    earlier(chain.until(), at.plus(FRESH)));
        } catch (RejectedException e) {
            var again = clock.instant().plus(ASKED_IN_VAIN);
            return e.rejection() instanceof Rejection.TrustUnavailable
                    ? new Known(known.chain(), known.until(), e.rejection(), again)
                    : new Known(null, Instant.MIN, e.rejection(), again);
        }
    }

    private TrustChains chains(EntityId anchor) throws RejectedException {
        var keys = anchors.getOrDefault(anchor, Optional::empty).get();
        if (keys.isEmpty()) {
            throw new RejectedException(new Rejection.TrustUnavailable("keys of a trust anchor"));
        }
        return new TrustChains(anchor, keys.get(), FederationKeys.STATEMENTS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
