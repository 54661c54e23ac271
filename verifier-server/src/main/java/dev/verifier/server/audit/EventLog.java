package dev.verifier.server.audit;

import dev.verifier.check.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Where every room tells what happened. Each event becomes a line in the audit and a number in the metrics. Thread-safe. */
public final class EventLog {

    private final AuditLog audit;
    private final EventMetrics metrics;
    private final RefusalMemory refusals = new RefusalMemory();
    private final Clock clock;

    /** A log that stamps events with this clock and counts them in this registry. */
    public static EventLog of(Clock clock, MeterRegistry registry) {
        return of(clock, registry, null);
    }

    /** The same, whose lines say whose they are. */
    public static EventLog of(Clock clock, MeterRegistry registry, @Nullable String tenant) {
        return new EventLog(new AuditLog(clock, tenant), new EventMetrics(registry), clock);
    }

    private EventLog(AuditLog audit, EventMetrics metrics, Clock clock) {
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Nothing happens where somebody only wants to know how it would go: that is nobody's decision, and nobody's need. */
    public void publish(VerifierEvent event) {
        if (Trace.isHeard()) {
            return;
        }
        switch (event) {
            case VerifierEvent.LoginStarted started -> LoginLeg.mark(started.login());
            case VerifierEvent.LoginEnded ended -> LoginLeg.mark(ended.login());
            default -> {}
        }
        metrics.count(event);
        refusals.keep(event, clock.instant());
        audit.write(event);
    }

    /** The last ones. */
    public RefusalMemory refusals() {
        return refusals;
    }
}
