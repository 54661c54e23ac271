package dev.verifier.server.key;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;

/**
 * Reminds operators of what vouches for our keys, 30 days, 7 days and a day before it ends, and when it has ended. Thread-safe.
 */
final class VouchingWatch {

    private final List<Vouching> all;
    private final EventLog events;
    private final Clock clock;
    private final Map<Vouching, Integer> reminded = new ConcurrentHashMap<>();

    VouchingWatch(WalletIdentities identities, EventLog events, MeterRegistry registry, Clock clock) {
        this.all = identities.all().stream()
                .flatMap(identity -> Vouching.of(identity).stream())
                .toList();
        this.events = events;
        this.clock = clock;
        for (var one : all) {
            Gauge.builder("verifier.certificate.expires", one, this::secondsLeft)
                    .baseUnit("seconds")
                    .tag("identity", one.label())
                    .tag("kind", one.kind())
                    .register(registry);
        }
    }

    /** Each reminder is given once, and only the last of several that are due. */
    void look() {
        var at = clock.instant();
        for (var one : all) {
            var due = one.reminders(at);
            var before = reminded.put(one, due);
            if (due > (before == null ? 0 : before)) {
                events.publish(new VerifierEvent.VouchingEnds(one.label(), one.kind(), one.endsAt(), one.isOver(at)));
            }
        }
    }

    /** Wallets refuse us under a name that nobody vouches for any more; under that of most clients, that is out of service. */
    Health health() {
        var at = clock.instant();
        var isOver = all.stream().anyMatch(one -> one.identity().isEmpty() && one.isOver(at));
        var health = isOver ? Health.outOfService() : Health.up();
        all.forEach(one -> health.withDetail(one.label(), one.kind() + " until " + one.endsAt()));
        return health.build();
    }

    private double secondsLeft(Vouching one) {
        return Duration.between(clock.instant(), one.endsAt()).toSeconds();
    }
}
