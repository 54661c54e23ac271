package dev.verifier.server.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Removes what ended, everywhere, in small steps: each is a transaction of its own that holds a few hundred rows for moments, and a run has
 * so many of them at most. Every node does so; no two remove the same row. Thread-safe.
 */
final class Forgetting {

    private static final int AT_ONCE = 500;

    /** Of each table in a run: more than ends in the meantime under any load that one node can take. */
    private static final int STEPS = 1000;

    /** For clocks that differ: what has ended at one node may still count at another. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final List<Expiring> all;
    private final MeterRegistry registry;
    private final Clock clock;

    Forgetting(List<Expiring> all, MeterRegistry registry, Clock clock) {
        this.all = List.copyOf(all);
        this.registry = registry;
        this.clock = clock;
        this.all.forEach(this::counter);
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
    void forget() {
        var at = clock.instant().minus(MARGIN);
        RuntimeException failure = null;
        for (var rows : all) {
            try {
                forget(rows, at);
            } catch (RuntimeException e) {
                failure = e; // of one table, which is no reason to keep what ended in the others
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void forget(Expiring rows, Instant at) {
        var counter = counter(rows);
        for (var step = 0; step < STEPS; step++) {
            var forgotten = rows.forget(at, AT_ONCE);
            counter.increment(forgotten);
            if (forgotten < AT_ONCE) {
                return; // the rest has not ended, or another node is at it
            }
        }
    }

    private Counter counter(Expiring rows) {
        return registry.counter("verifier.rows.forgotten", "table", rows.table());
    }
}
