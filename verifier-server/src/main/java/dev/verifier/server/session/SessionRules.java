package dev.verifier.server.session;

import dev.verifier.server.configuration.VerifierProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How long sessions are good for.
 *
 * @param window how long after a presentation a session answers for its person; zero for never
 * @param life how long it is remembered, for what was issued in it
 */
record SessionRules(Duration window, Duration life) {

    static SessionRules of(VerifierProperties properties) {
        var window = properties.login().singleSignOn();
        var tokens = properties.tokens();
        var longest = Stream.of(tokens.accessTokenLifetime(), tokens.idTokenLifetime(), tokens.refreshTokenLifetime())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        // What is issued last in the window must end with the session, too.
        return new SessionRules(window, window.plus(longest));
    }

    /** Whether a session still answers for its person: within the window, and while the credential holds. */
    boolean answers(BrowserSession session, Instant at) {
        return at.isBefore(session.at().plus(window))
                && at.isBefore(session.subject().validUntil());
    }
}
