package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.credential.IssuerId;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent.StatusListAsked;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.trust.KeptLists.Kept;
import dev.verifier.status.StatusList;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusLists;
import dev.verifier.status.StatusSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Status lists from the web, verified once and kept in memory, as large as their bits are, for as long as they say and asked for again
 * after minutes at the latest. While a list cannot be had it is asked for every few seconds, and the last one is handed out: whether
 * it still counts is for the policy to say. A list that is older than one seen before is none. Thread-safe.
 */
final class HttpStatusLists implements StatusLists {

    private static final Duration ASKED_AGAIN = Duration.ofMinutes(5);
    private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(5);

    /** So much longer than one fetch may take somebody waits: who does not get a turn by then is behind many. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Published(String uri, IssuerId issuer) {}

    private final FetchTurns turns;
    private final KeptLists known;
    private final AskedOnce<StatusSource, Kept> asked;
    private final Cache<Published, Instant> newest =
            Caffeine.newBuilder().maximumSize(100_000).build();
    private final StatusListReader reader;
    private final StatusListHosts hosts;
    private final OutboundHttp http;
    private final EventLog events;
    private final Clock clock;

    HttpStatusLists(StatusListReader reader, StatusListHosts hosts, OutboundHttp http, EventLog events, Clock clock) {
        this.reader = reader;
        this.hosts = hosts;
        this.http = http;
        this.events = events;
        this.clock = clock;
        this.known = new KeptLists(reader.limit());
        this.asked = new AskedOnce<>(known::find, this::isFresh);
        this.turns = new FetchTurns(http.longest().plus(PATIENCE));
    }

    @Override
    public Lookup find(StatusSource source, Instant at) {
        var target = hosts.target(source);
        if (target.isEmpty()) {
            return new Missing("host not allowed");
        }
        var current = asked.find(source, kept -> inTurn(source, target.get(), kept));
        var list = current.list();
        if (list == null) {
            return new Missing(current.why());
        }
        if (!clock.instant().isBefore(list.freshUntil())) {
            events.publish(new StatusListAsked(String.valueOf(target.get().getHost()), "stale", current.why()));
        }
        return new Found(list);
    }

    /** How long ago the list was fetched that was fetched longest ago; no number where there is none. */
    double ageMillis() {
        return known.lists()
                .mapToDouble(list ->
                        Duration.between(list.fetched(), clock.instant()).toMillis())
                .max()
                .orElse(Double.NaN);
    }

    private boolean isFresh(Kept kept) {
        return clock.instant().isBefore(kept.askAgain());
    }

    private Kept inTurn(StatusSource source, URI target, Kept kept) {
        var current = turns.take(source.issuer(), () -> asked(source, target, kept))
                .orElseGet(() -> inVain(target, "unavailable", "too many at once", kept));
        known.put(source, current);
        return current;
    }

    private Kept asked(StatusSource source, URI target, Kept kept) {
        var list = kept.list();
        return switch (http.list(target, source.kind().accepted(), kept.etag())) {
            case Answer.Body body -> read(source, target, body, kept);
            case Answer.NotModified _
            when list != null -> keep(target, "unchanged", list.confirmed(clock.instant()), kept.etag());
            case Answer.NotModified _ -> inVain(target, "unavailable", "status 304", kept);
            case Answer.NotFound _ -> inVain(target, "unavailable", "not found", kept);
            case Answer.Failed(var reason) -> inVain(target, "unavailable", reason, kept);
        };
    }

    private Kept read(StatusSource source, URI target, Answer.Body body, Kept kept) {
        return switch (reader.read(source, body.bytes(), clock.instant())) {
            case Missing(var why) -> inVain(target, "refused", why, kept);
            case Found(var list) when !isNewest(source, list) -> inVain(target, "rolled_back", "rolled back", kept);
            case Found(var list) -> keep(target, "loaded", list, body.etag());
        };
    }

    /** Token Status List §13.7: an old list, genuine as it is, would take back what was revoked since. */
    private boolean isNewest(StatusSource source, StatusList list) {
        var seen = newest.asMap()
                .merge(
                        new Published(source.uri(), source.issuer()),
                        list.asOf(),
                        (known, found) -> known.isAfter(found) ? known : found);
        return !list.asOf().isBefore(seen);
    }

    private Kept keep(URI target, String result, StatusList list, String etag) {
        events.publish(new StatusListAsked(target.getHost(), result, ""));
        var soon = clock.instant().plus(ASKED_AGAIN);
        return new Kept(list, etag, "", list.freshUntil().isBefore(soon) ? list.freshUntil() : soon);
    }

    private Kept inVain(URI target, String result, String why, Kept kept) {
        events.publish(new StatusListAsked(target.getHost(), result, why));
        return new Kept(kept.list(), kept.etag(), why, clock.instant().plus(ASKED_IN_VAIN));
    }
}
