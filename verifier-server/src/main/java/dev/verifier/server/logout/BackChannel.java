package dev.verifier.server.logout;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.outbound.Answer;
import java.net.URI;
import java.security.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/**
 * Tells clients of one kind of thing (OpenID Connect Back-Channel Logout 1.0 §2.5, RFC 8935 §2): a few times, each time later, and only a
 * few notices of a client at once. One that never answers keeps its own notices waiting and nobody else's. Thread-safe.
 */
final class BackChannel implements AutoCloseable {

    /** How long after an attempt that failed the next one is made; after the last there is none. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30));

    private static final int OF_EACH = 2;
    private static final int AT_ONCE = 32;

    /** How a client is told of something. */
    @FunctionalInterface
    interface Telling {
        Answer tell(URI target, Notice notice);
    }

    /** What is written down of an attempt. */
    @FunctionalInterface
    interface Telltale {
        VerifierEvent of(String clientId, String outcome, String reason);
    }

    private final Notices notices;
    private final Function<String, Optional<URI>> targets;
    private final Telling telling;
    private final Telltale telltale;
    private final Duration lease;
    private final EventLog events;
    private final Clock clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<String, String> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean begins = new AtomicBoolean();

    /**
     * @param targets where a client wants to be told, by its id; empty where it does not, or not any more
     * @param lease longer than a delivery takes; whatever was not finished by then is anybody's again
     */
    BackChannel(
            Notices notices,
            Function<String, Optional<URI>> targets,
            Telling telling,
            Telltale telltale,
            Duration lease,
            EventLog events,
            Clock clock) {
        this.notices = notices;
        this.targets = targets;
        this.telling = telling;
        this.telltale = telltale;
        this.lease = lease;
        this.events = events;
        this.clock = clock;
    }

    /** Begins to deliver what is due, as far as there is room; however many ask, one is about to. */
    void deliver() {
        if (!begins.compareAndSet(false, true)) {
            return;
        }
        try {
            workers.execute(() -> tried(this::begin));
        } catch (RejectedExecutionException e) {
            // The server stops; what is written down waits for the next one.
        }
    }

    /** Where the database is away, or something is not as it should be: whatever is due stays due. */
    private void tried(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            events.publish(new VerifierEvent.UpkeepFailed(e.getClass().getSimpleName()));
        }
    }

    private synchronized void begin() {
        begins.set(false); // what is asked for from now on may be too late for this look
        for (var notice : notices.due(OF_EACH, 8 * AT_ONCE)) {
            if (underWay.size() >= AT_ONCE) {
                return;
            }
            if (isRoomFor(notice) && notices.take(notice, clock.instant().plus(lease))) {
                underWay.put(notice.id(), notice.clientId());
                workers.execute(() -> tried(() -> deliver(notice)));
            }
        }
    }

    private boolean isRoomFor(Notice notice) {
        return underWay.values().stream().filter(notice.clientId()::equals).count() < OF_EACH;
    }

    private void deliver(Notice notice) {
        boolean settled;
        try {
            settled = isSettled(notice);
        } finally {
            underWay.remove(notice.id());
        }
        if (settled) {
            deliver(); // the next of those that wait
        }
    }

    private boolean isSettled(Notice notice) {
        try {
            var target = targets.apply(notice.clientId());
            if (target.isEmpty()) {
                end(notice, "given_up", "not registered");
                return true;
            }
            switch (telling.tell(target.get(), notice)) {
                case Answer.Body _ -> {
                    end(notice, "delivered", notice.content().isEmpty() ? "its name is lost" : "none");
                    return true;
                }
                case Answer.Failed(var reason) -> failed(notice, reason);
                case Answer.NotFound _ -> failed(notice, "not found");
                case Answer.NotModified _ -> failed(notice, "not modified");
            }
        } catch (ProviderException e) {
            failed(notice, "not signed");
        } catch (JacksonException e) {
            end(notice, "given_up", "cannot be read");
            return true;
        }
        return false;
    }

    private void failed(Notice notice, String reason) {
        if (notice.attempts() >= PAUSES.size()) {
            end(notice, "given_up", reason);
            return;
        }
        notices.postpone(notice, clock.instant().plus(PAUSES.get(notice.attempts())));
        events.publish(telltale.of(notice.clientId(), "failed", reason));
    }

    private void end(Notice notice, String outcome, String reason) {
        notices.remove(notice);
        events.publish(telltale.of(notice.clientId(), outcome, reason));
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
