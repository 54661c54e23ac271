package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How long a key is published before it signs, and after.
 *
 * @param overlap before, so that every reader has it by then
 * @param lasting after, since what it signed may still be shown
 */
record KeyTimes(Duration overlap, Duration lasting) {

    /** For clocks that differ, and for a node that hears late of the next key. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    /** When a key may sign that is made now: a time that looks the same in every database. */
    Instant next(Instant at) {
        var exact = at.plus(overlap);
        var second = exact.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(exact) ? second : second.plusSeconds(1);
    }

    /** ID tokens come back as hints for as long as the session behind them lasts. */
    static KeyTimes of(VerifierProperties properties) {
        var tokens = properties.tokens();
        var longest = Stream.of(
                        tokens.accessTokenLifetime(),
                        tokens.idTokenLifetime(),
                        tokens.refreshTokenLifetime(),
                        properties.login().singleSignOn())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new KeyTimes(properties.keys().overlap(), longest.plus(MARGIN));
    }
}
