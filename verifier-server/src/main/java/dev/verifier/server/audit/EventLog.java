package dev.verifier.server.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Where every room tells what happened. Each event becomes a line in the audit and a number in the metrics. Thread-safe. */
public final class EventLog {

    private final AuditLog audit;
    private final EventMetrics metrics;

    /** A log that stamps events with this clock and counts them in this registry. */
    public static EventLog of(Clock clock, MeterRegistry registry) {
        return new EventLog(new AuditLog(clock), new EventMetrics(registry));
    }

    private EventLog(AuditLog audit, EventMetrics metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    public void publish(VerifierEvent event) {
        metrics.count(event);
        audit.write(event);
    }
}
