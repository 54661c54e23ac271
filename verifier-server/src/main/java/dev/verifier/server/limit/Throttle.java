package dev.verifier.server.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.verifier.server.configuration.Rate;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets each key do something so often and no more. Remembers a bounded number of keys, and counts for itself; what other nodes counted
 * is taken off when it is heard of, even below nothing, so that all of them together allow the rate. Thread-safe.
 */
public final class Throttle {

    private static final int MOST_KEYS = 100_000;

    /** Who did less than this part of what is allowed is not worth a word to other nodes. */
    private static final int WORTH_TELLING = 100;

    private final LoadingCache<String, Share> shares;
    private final Set<String> toTell = ConcurrentHashMap.newKeySet();
    private final Rate rate;

    /** One of this node's own. */
    public Throttle(Rate rate) {
        this.rate = rate;
        this.shares = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(
                        rate.unlimited() ? Duration.ofMinutes(1) : rate.period().plusMinutes(1))
                .build(_ -> new Share(Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.permits()).refillGreedy(rate.permits(), rate.period()))
                        .build()));
    }

    /** What one key may do, and did. The fields without a lock belong to whoever tells other nodes. */
    private static final class Share {

        private final Bucket bucket;
        private final AtomicLong uses = new AtomicLong();
        private volatile long told;
        private long toldBefore;
        private long heard;
        private Instant since = Instant.MIN;

        private Share(Bucket bucket) {
            this.bucket = bucket;
        }
    }

    /** How long to wait before the next try; zero where this one was within the rate. */
    public Duration acquire(String key) {
        if (rate.unlimited()) {
            return Duration.ZERO;
        }
        var share = shares.get(key);
        var probe = share.bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        }
        var untold = share.uses.incrementAndGet() - share.told;
        if (untold >= Math.max(1, rate.permits() / WORTH_TELLING) && toTell.size() < MOST_KEYS) {
            toTell.add(key);
        }
        return Duration.ZERO;
    }

    /** Whether the next try will have to wait; counts nothing. */
    public boolean isExhausted(String key) {
        return !rate.unlimited() && shares.get(key).bucket.getAvailableTokens() < 1;
    }

    /** Keys of which other nodes should hear, some of them. */
    List<String> toTell(int most) {
        var some = toTell.stream().limit(most).toList();
        some.forEach(toTell::remove);
        return some.stream().filter(key -> shares.getIfPresent(key) != null).toList();
    }

    /** Other nodes could not be told. */
    void notTold(List<String> keys) {
        toTell.addAll(keys);
    }

    /** The period that an instant is in: the same at every node. */
    Instant since(Instant at) {
        var millis = Math.max(1, rate.period().toMillis());
        return Instant.ofEpochMilli(at.toEpochMilli() - Math.floorMod(at.toEpochMilli(), millis));
    }

    /** When nobody asks any more for what was counted in a period. */
    Instant worthlessFrom(Instant since) {
        return since.plus(rate.period()).plusSeconds(60);
    }

    /** How often a key did it here in a period, as far as other nodes heard or are about to. */
    long uses(String key, Instant since) {
        var share = shares.get(key);
        if (!share.since.equals(since)) {
            share.toldBefore = share.told;
            // Somebody who is new to this node may have been at others for a while, and had some of it back since.
            share.heard = share.since.equals(Instant.MIN) ? -1 : 0;
            share.since = since;
        }
        return share.uses.get() - share.toldBefore;
    }

    /**
     * Other nodes were told, and this is what they told.
     *
     * @param told how often the key did it here in this period
     * @param heard how often it did at all of the others
     */
    void exchanged(String key, long told, long heard, Instant at) {
        var share = shares.getIfPresent(key);
        if (share == null) {
            return; // one of many that had to go
        }
        share.told = share.toldBefore + told;
        var known = share.heard >= 0 ? share.heard : refilled(share.since, at);
        share.heard = heard;
        if (heard > known) {
            share.bucket.consumeIgnoringRateLimits(heard - known);
        }
    }

    private long refilled(Instant since, Instant at) {
        var elapsed = Math.max(0, Duration.between(since, at).toMillis());
        return Math.round(
                (double) rate.permits() * elapsed / Math.max(1, rate.period().toMillis()));
    }
}
