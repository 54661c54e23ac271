package dev.verifier.server.expiry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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

    private final List<Expiring> all;
    private final MeterRegistry registry;
    private final Clock clock;

    Forgetting(List<Expiring> all, MeterRegistry registry, Clock clock) {
        this.all = List.copyOf(all);
        this.registry = registry;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
    void forget() {
        var at = clock.instant();
        all.forEach(rows -> forget(rows, at));
    }

    private void forget(Expiring rows, Instant at) {
        var counter = registry.counter("verifier.rows.forgotten", "table", rows.table());
        for (var step = 0; step < STEPS; step++) {
            var forgotten = rows.forget(at, AT_ONCE);
            counter.increment(forgotten);
            if (forgotten < AT_ONCE) {
                return; // the rest has not ended, or another node is at it
            }
        }
    }
}
