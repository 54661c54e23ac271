package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.credential.IssuerId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who may fetch a status list now. A list takes its size in memory from its first byte on, and many times that while it is read, so that
 * only a few are fetched at once; and of those no issuer has more than half, or a slow host would make all others wait. Thread-safe.
 */
final class FetchTurns {

    private static final int AT_ONCE = 4;
    private static final int OF_ONE_ISSUER = 2;

    private final Duration patience;
    private final Semaphore all = new Semaphore(AT_ONCE, true);

    /** A semaphore is kept while somebody has it in hand. */
    private final Cache<IssuerId, Semaphore> own =
            Caffeine.newBuilder().weakValues().build();

    /** @param patience how long somebody waits for their turn */
    FetchTurns(Duration patience) {
        this.patience = patience;
    }

    /** What is fetched of this issuer; empty where its turn did not come in time. */
    <T> Optional<T> take(IssuerId issuer, Supplier<T> fetch) {
        var issuers = own.get(issuer, _ -> new Semaphore(OF_ONE_ISSUER, true));
        return within(issuers, () -> within(all, () -> Optional.of(fetch.get())));
    }

    private <T> Optional<T> within(Semaphore turns, Supplier<Optional<T>> fetch) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return fetch.get();
        } finally {
            turns.release();
        }
    }
}
