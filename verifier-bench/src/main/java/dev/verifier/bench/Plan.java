package dev.verifier.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param connections how many requests are under way at once
 * @param round about how long a round takes
 * @param warmUps the most rounds that do not count
 * @param rounds how many rounds do
 * @param browsers how many wait at once
 */
record Plan(int connections, Duration round, int warmUps, int rounds, int browsers) {

    /** A round is broken off then: its assertions were signed before it began, and expire. */
    static final Duration LONGEST_ROUND = Duration.ofMinutes(1);

    /** Each has a connection of its own, and so a port. */
    private static final int MOST_BROWSERS = 20_000;

    Plan {
        if (connections < 1 || connections > 1000) {
            throw new IllegalArgumentException("--connections must be from 1 to 1000");
        }
        if (round.compareTo(Duration.ofSeconds(1)) < 0 || round.compareTo(LONGEST_ROUND.dividedBy(2)) > 0) {
            throw new IllegalArgumentException("--seconds must be from 1 to 30");
        }
        if (warmUps < 0 || rounds < 1) {
            throw new IllegalArgumentException("--rounds must be at least 1, and --warm-ups not negative");
        }
        if (browsers < 1 || browsers > MOST_BROWSERS) {
            throw new IllegalArgumentException("--browsers must be from 1 to " + MOST_BROWSERS);
        }
    }

    /** The same where so many variants warm one server up for each other, in fewer rounds that do not count. */
    Plan shared(int variants) {
        return new Plan(connections, round, Math.ceilDiv(warmUps, variants), rounds, browsers);
    }
}
