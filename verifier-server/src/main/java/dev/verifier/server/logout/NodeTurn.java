package dev.verifier.server.logout;

import java.time.Duration;
import java.time.Instant;

/**
 * A turn that is this node's.
 *
 * @param turns whose it is
 * @param name what is done in it
 * @param until when the next one may begin, however long this one takes
 */
record NodeTurn(NodeTurns turns, String name, Instant until) {

    /** Longer than anything takes in it between two signs of life. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** It is not over yet. */
    void goesOn(Instant at) {
        var lease = at.plus(LEASE);
        if (lease.isAfter(until)) {
            turns.keep(name, lease);
        }
    }

    void ends() {
        turns.keep(name, until);
    }
}
