package dev.verifier.server.logout;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.net.URI;
import java.security.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.dao.DataAccessException;

/**
 * Tells clients that somebody signed out (OpenID Connect Back-Channel Logout 1.0 §2.5): a few times, each time later, and only a few
 * notices of a client at once. One that never answers keeps its own notices waiting and nobody else's. Thread-safe.
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

    private final LogoutNotices notices;
    private final LogoutTokens tokens;
    private final TrustedClients clients;
    private final OutboundHttp http;
    private final Duration lease;
    private final EventLog events;
    private final Clock clock;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<String, String> underWay = new ConcurrentHashMap<>();

    /** @param lease longer than a delivery takes; whatever was not finished by then is anybody's again */
    BackChannel(
            LogoutNotices notices,
            LogoutTokens tokens,
            TrustedClients clients,
            OutboundHttp http,
            Duration lease,
            EventLog events,
            Clock clock) {
        this.notices = notices;
        this.tokens = tokens;
        this.clients = clients;
        this.http = http;
        this.lease = lease;
        this.events = events;
        this.clock = clock;
    }

    /** Begins to deliver what is due, as far as there is room. */
    void deliver() {
        try {
            workers.execute(() -> tried(this::begin));
        } catch (RejectedExecutionException e) {
            // The server stops; what is written down waits for the next one.
        }
    }

    /** Where the database is away: whatever is due stays due. */
    private void tried(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            events.publish(new VerifierEvent.UpkeepFailed(e.getClass().getSimpleName()));
        }
    }

    private synchronized void begin() {
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

    private boolean isRoomFor(LogoutNotice notice) {
        return underWay.values().stream().filter(notice.clientId()::equals).count() < OF_EACH;
    }

    private void deliver(LogoutNotice notice) {
        try {
            var target = clients.client(notice.clientId())
                    .map(TrustedClient::backchannelLogoutUri)
                    .orElse(null);
            if (target == null) {
                end(notice, "given_up", "not registered");
                return;
            }
            var token = tokens.of(notice, clock.instant());
            switch (http.form(URI.create(target), Map.of("logout_token", token))) {
                case Answer.Body _ -> end(notice, "delivered", "none");
                case Answer.Failed(var reason) -> failed(notice, reason);
                case Answer.NotFound _ -> failed(notice, "not found");
                case Answer.NotModified _ -> failed(notice, "not modified");
            }
        } catch (ProviderException e) {
            failed(notice, "not signed");
        } finally {
            underWay.remove(notice.id());
        }
    }

    private void failed(LogoutNotice notice, String reason) {
        if (notice.attempts() >= PAUSES.size()) {
            end(notice, "given_up", reason);
            return;
        }
        notices.postpone(notice, clock.instant().plus(PAUSES.get(notice.attempts())));
        events.publish(new VerifierEvent.LogoutNotice(notice.clientId(), "failed", reason));
    }

    private void end(LogoutNotice notice, String outcome, String reason) {
        notices.remove(notice);
        events.publish(new VerifierEvent.LogoutNotice(notice.clientId(), outcome, reason));
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
