package dev.verifier.server.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.springframework.boot.convert.DurationStyle;

/**
 * What becomes of credentials whose status list cannot be refreshed: {@code fail-closed}, or {@code accept-stale-up-to=PT1H}.
 *
 * @param staleUpTo how long the last list counts beyond the time for which it may be kept; zero for not at all
 */
public record StatusRule(Duration staleUpTo) {

    private static final String FAIL_CLOSED = "fail-closed";
    private static final String ACCEPT_STALE = "accept-stale-up-to=";
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Reads a rule from configuration. */
    public static StatusRule valueOf(String text) {
        var rule = text.strip();
        if (rule.equals(FAIL_CLOSED)) {
            return new StatusRule(Duration.ZERO);
        }
        try {
            var age = rule.startsWith(ACCEPT_STALE)
                    ? DurationStyle.detectAndParse(rule.substring(ACCEPT_STALE.length()))
                    : Duration.ZERO;
            if (age.isPositive() && age.compareTo(LONGEST) <= 0) {
                return new StatusRule(age);
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // said below, for every way to get it wrong
        }
        throw new IllegalArgumentException(
                "it is fail-closed, or accept-stale-up-to= and at most 7d, such as PT1H; this is " + text);
    }

    @Override
    public String toString() {
        return staleUpTo.isZero() ? FAIL_CLOSED : ACCEPT_STALE + staleUpTo;
    }
}
