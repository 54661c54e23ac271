package dev.verifier.status;

import java.time.Instant;

/** What was learned about a credential's status. Not knowing is an answer, too. */
public sealed interface StatusReading {

    /** No list of revoked credentials holds it, and it offers no status of its own. */
    record NotRevoked() implements StatusReading {}

    /** A list of revoked credentials holds it. */
    record Revoked() implements StatusReading {}

    /**
     * Its own list says what it is.
     *
     * @param valid whether that is valid: not revoked, not suspended, nor anything else
     * @param asOf when the list was made
     * @param stale whether the list should have been refreshed, and could not be
     */
    record Known(boolean valid, Instant asOf, boolean stale) implements StatusReading {}

    /**
     * It offers a status that could not be read.
     *
     * @param why for the operator
     */
    record Unavailable(String why) implements StatusReading {}
}
