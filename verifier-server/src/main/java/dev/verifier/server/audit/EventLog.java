package dev.verifier.server.audit;

/** Where every room tells what happened. Each event becomes a line in the audit and a number in the metrics. Thread-safe. */
public final class EventLog {

    private final AuditLog audit;
    private final EventMetrics metrics;

    EventLog(AuditLog audit, EventMetrics metrics) {
        this.audit = audit;
        this.metrics = metrics;
    }

    public void publish(VerifierEvent event) {
        metrics.count(event);
        audit.write(event);
    }
}
