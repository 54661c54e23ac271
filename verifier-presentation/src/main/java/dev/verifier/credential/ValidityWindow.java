package dev.verifier.credential;

import java.time.Instant;

/**
 * A time in which something holds: from its first instant on, and no longer at its last.
 *
 * @param from inclusive
 * @param until exclusive (RFC 7519 §4.1.4: "on or after which … MUST NOT be accepted")
 */
public record ValidityWindow(Instant from, Instant until) {

    /** Holds at every instant. */
    public static final ValidityWindow ALWAYS = new ValidityWindow(Instant.MIN, Instant.MAX);

    public boolean contains(Instant at) {
        return hasBegun(at) && at.isBefore(until);
    }

    public boolean hasBegun(Instant at) {
        return !at.isBefore(from);
    }

    /** The time in which both hold: the latest beginning and the earliest end win. */
    public ValidityWindow and(ValidityWindow other) {
        return new ValidityWindow(
                from.isAfter(other.from) ? from : other.from, until.isBefore(other.until) ? until : other.until);
    }
}
