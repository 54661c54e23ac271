package dev.verifier.server.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.verifier.server.configuration.Rate;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Lets each key do something so often and no more. Remembers a bounded number of keys. Thread-safe. */
public final class Throttle {

    private static final int MOST_KEYS = 100_000;

    private final LoadingCache<String, Bucket> buckets;
    private final boolean unlimited;

    public Throttle(Rate rate) {
        this.unlimited = rate.unlimited();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(
                        unlimited ? Duration.ofMinutes(1) : rate.period().plusMinutes(1))
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.permits()).refillGreedy(rate.permits(), rate.period()))
                        .build());
    }

    /** How long to wait before the next try; zero where this one was within the rate. */
    public Duration acquire(String key) {
        if (unlimited) {
            return Duration.ZERO;
        }
        var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }
}
