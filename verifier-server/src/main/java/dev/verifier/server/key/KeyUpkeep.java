package dev.verifier.server.key;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks after keys that change where they are kept. Others sign with the next one at its time, whatever else a node has to do until then:
 * nothing waits for anything else here. Thread-safe.
 */
final class KeyUpkeep {

    private final List<KeyRing> rings;
    private final VouchingWatch watch;
    private final EventLog events;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();

    KeyUpkeep(List<KeyRing> rings, VouchingWatch watch, EventLog events, Clock clock) {
        this.rings = List.copyOf(rings);
        this.watch = watch;
        this.events = events;
        this.clock = clock;
    }

    /** At a rate: what has a delay waits for all others that have one. */
    @Scheduled(fixedRate = 30_000, initialDelay = 30_000)
    void refresh() {
        if (looking.compareAndSet(false, true)) {
            try {
                rings.forEach(this::refresh);
            } finally {
                looking.set(false);
            }
        }
    }

    private void refresh(KeyRing ring) {
        try {
            ring.refresh(clock.instant());
        } catch (RuntimeException e) {
            events.publish(new VerifierEvent.UpkeepFailed(e.getClass().getSimpleName()));
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
    void remind() {
        watch.look();
    }
}
