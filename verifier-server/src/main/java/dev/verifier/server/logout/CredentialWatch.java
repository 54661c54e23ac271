package dev.verifier.server.logout;

import dev.verifier.server.session.BrowserSession;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.trust.Standing;
import dev.verifier.server.trust.StandingReading;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sessions end with the credential behind them: once it is revoked, or its issuer is trusted no more. Thread-safe. */
final class CredentialWatch {

    private static final int AT_ONCE = 100;

    private final BrowserSessions sessions;
    private final Standing standing;
    private final Logouts logouts;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();

    CredentialWatch(BrowserSessions sessions, Standing standing, Logouts logouts, Clock clock) {
        this.sessions = sessions;
        this.standing = standing;
        this.logouts = logouts;
        this.clock = clock;
    }

    /** Begins to look at every session, unless that is still going on; whoever asks does not wait for it. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("credential-watch").start(this::lookAtAll);
        }
    }

    private void lookAtAll() {
        try {
            var last = "";
            for (var some = sessions.after(last, clock.instant(), AT_ONCE);
                    !some.isEmpty();
                    some = sessions.after(last, clock.instant(), AT_ONCE)) {
                some.forEach(this::look);
                last = some.getLast().id();
            }
        } finally {
            looking.set(false);
        }
    }

    /** Not knowing ends nothing. */
    private void look(BrowserSession session) {
        if (standing.read(session.subject().believed(), clock.instant()) instanceof StandingReading.Fell) {
            logouts.end(session.id(), Logouts.CREDENTIAL);
        }
    }
}
