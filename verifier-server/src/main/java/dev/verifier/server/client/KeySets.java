package dev.verifier.server.client;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.verifier.check.Trace;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The key sets that clients publish, as of their last reading. One is read again after some minutes, and sooner where a key is missing,
 * for clients change their keys without telling; but never as often as strangers would like. Where it cannot be read the last one
 * counts for an hour, and then there is none. Thread-safe.
 */
final class KeySets {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration KEY_MISSING = Duration.ofSeconds(30);
    private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofHours(1);

    private final LoadingCache<KeySetLocation, Published> sets = empty();

    /** Of what somebody has explained, who has no say in when those are read again whom others depend on. */
    private final LoadingCache<KeySetLocation, Published> apart = empty();

    private final OutboundHttp http;
    private final Clock clock;

    KeySets(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** The keys as they are known; read now where that is too long ago. */
    List<ClientKey> keys(KeySetLocation location) throws RejectedException {
        return published(location).keys(location, FRESH);
    }

    /** The same for somebody who misses a key among them. */
    List<ClientKey> newerKeys(KeySetLocation location) throws RejectedException {
        return published(location).keys(location, KEY_MISSING);
    }

    private Published published(KeySetLocation location) {
        return (Trace.isHeard() ? apart : sets).get(location);
    }

    private LoadingCache<KeySetLocation, Published> empty() {
        return Caffeine.newBuilder().maximumSize(1_000).build(_ -> new Published());
    }

    /** One set; whoever comes while it is read waits for that reading. */
    private final class Published {

        private List<ClientKey> keys = List.of();
        private Instant asked = Instant.EPOCH;
        private Instant answered = Instant.EPOCH;

        private synchronized List<ClientKey> keys(KeySetLocation location, Duration fresh) throws RejectedException {
            var at = clock.instant();
            if (!asked.plus(asked.equals(answered) ? fresh : ASKED_IN_VAIN).isAfter(at)) {
                read(location, at);
            }
            if (!answered.plus(STALE).isAfter(at)) {
                throw new RejectedException(new Rejection.TrustUnavailable("key set of the client"));
            }
            return keys;
        }

        private void read(KeySetLocation location, Instant at) {
            asked = at;
            if (http.document(location.url()) instanceof Answer.Body body) {
                KeySetDocument.read(body.bytes(), location.accepted()).ifPresent(read -> {
                    keys = read;
                    answered = at;
                });
            }
        }
    }
}
