package dev.verifier.server.logout;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.session.BrowserSession;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.trust.Standing;
import dev.verifier.server.trust.StandingReading;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sessions end with the credential behind them: once it is revoked, or its issuer is trusted no more. A few are looked at at once, for
 * each may wait for a list or a registry; one that cannot be looked at keeps no other from it. Of the nodes on one database one looks,
 * each time. Thread-safe.
 */
final class CredentialWatch {

    private static final int OF_A_PAGE = 100;
    private static final int AT_ONCE = 8;
    private static final String TURN = "credential-watch";

    private final BrowserSessions sessions;
    private final Standing standing;
    private final Logouts logouts;
    private final NodeTurns turns;
    private final Duration interval;
    private final EventLog events;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();

    /** @param interval how often somebody is to look */
    CredentialWatch(
            BrowserSessions sessions,
            Standing standing,
            Logouts logouts,
            NodeTurns turns,
            Duration interval,
            EventLog events,
            Clock clock) {
        this.sessions = sessions;
        this.standing = standing;
        this.logouts = logouts;
        this.turns = turns;
        this.interval = interval;
        this.events = events;
        this.clock = clock;
    }

    /** Begins to look at every session, unless that is still going on or another node's turn; whoever asks does not wait for it. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("credential-watch").start(this::lookAtAll);
        }
    }

    private void lookAtAll() {
        try {
            turns.take(TURN, clock.instant(), turn()).ifPresent(this::lookAtAll);
        } catch (RuntimeException e) {
            failed(e); // the database is away: the next look begins anew
        } finally {
            looking.set(false);
        }
    }

    private void lookAtAll(NodeTurn turn) {
        var last = "";
        for (var some = sessions.after(last, clock.instant(), OF_A_PAGE);
                !some.isEmpty();
                some = sessions.after(last, clock.instant(), OF_A_PAGE)) {
            lookAt(some);
            last = some.getLast();
            turn.goesOn(clock.instant());
        }
        turn.ends();
    }

    /** Shorter than from one look to the next, whichever node's that is, and longer than nodes differ in when they begin. */
    private Duration turn() {
        return interval.multipliedBy(9).dividedBy(10);
    }

    private void lookAt(List<String> some) {
        var threads = Thread.ofVirtual().name("credential-watch-", 0).factory();
        try (var lookers = Executors.newFixedThreadPool(AT_ONCE, threads)) {
            some.forEach(session -> lookers.execute(() -> look(session)));
        }
    }

    private void look(String session) {
        try {
            sessions.named(session, clock.instant()).ifPresent(this::look);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Not knowing ends nothing. */
    private void look(BrowserSession session) {
        if (standing.read(session.subject().believed(), clock.instant()) instanceof StandingReading.Fell(var why)) {
            logouts.end(session.id(), Logouts.CREDENTIAL, why.code());
        }
    }

    /** What kind of failure it is, and nothing of what it says: that may be somebody's data. */
    private void failed(RuntimeException problem) {
        events.publish(new VerifierEvent.SessionUnread(problem.getClass().getSimpleName()));
    }
}
