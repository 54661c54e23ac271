package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Capacity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether one more login may wait for a wallet. Counting all of them reads all of them: that is done once a second at most, by one
 * request, and those that this node lets in meanwhile are added. Thread-safe.
 */
final class OpenLogins {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Capacity capacity;
    private final WalletLogins logins;
    private final Clock clock;
    private final AtomicLong known = new AtomicLong();
    private final ReentrantLock counting = new ReentrantLock();
    private volatile Instant knownAt = Instant.EPOCH;

    OpenLogins(Capacity capacity, WalletLogins logins, Clock clock) {
        this.capacity = capacity;
        this.logins = logins;
        this.clock = clock;
    }

    /** Whether there is room for one more; then it counts. */
    boolean admitOne() {
        var at = clock.instant();
        if (isOld(at) && counting.tryLock()) {
            try {
                known.set(logins.open(at));
                knownAt = at;
            } finally {
                counting.unlock();
            }
        }
        return capacity.admits(known.getAndIncrement());
    }

    /** So too where the clock was set back. */
    private boolean isOld(Instant at) {
        return Duration.between(knownAt, at).abs().compareTo(GOOD_FOR) >= 0;
    }
}
