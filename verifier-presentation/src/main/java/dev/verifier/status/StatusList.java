package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A status list that may be believed. Only {@link StatusListReader} makes one. It takes the bytes of its bits and little more.
 * Immutable and thread-safe.
 */
public final class StatusList {

    /** How long a list may be kept that says nothing about it. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    /** No list is kept longer without asking again, whatever it says. */
    static final Duration LONGEST = Duration.ofDays(1);

    private final Statuses statuses;
    private final Instant asOf;
    private final Instant until;
    private final @Nullable Duration timeToLive;
    private final Instant fetched;

    StatusList(Statuses statuses, Instant asOf, Instant until, @Nullable Duration timeToLive, Instant fetched) {
        this.statuses = statuses;
        this.asOf = asOf;
        this.until = until;
        this.timeToLive = timeToLive == null || timeToLive.compareTo(LONGEST) < 0 ? timeToLive : LONGEST;
        this.fetched = fetched;
    }

    /** The same list, which its publisher says is still the one. */
    public StatusList confirmed(Instant at) {
        return new StatusList(statuses, asOf, until, timeToLive, at);
    }

    /** When it was made; where it does not say, when it was fetched. */
    public Instant asOf() {
        return asOf;
    }

    /** When it was fetched, or confirmed. */
    public Instant fetched() {
        return fetched;
    }

    /** From when on it is worth nothing, as it says itself. */
    public Instant until() {
        return until;
    }

    /** Until when it may be kept without asking again: its time to live, or else minutes; never beyond its end. */
    public Instant freshUntil() {
        var kept = fetched.plus(timeToLive == null ? UNSAID : timeToLive);
        return kept.isBefore(until) ? kept : until;
    }

    /** How much memory it takes. */
    public long bytes() {
        return statuses.bytes();
    }

    /** What it says of an entry: zero where that is valid; nothing where it has no such place. */
    OptionalInt value(StatusReference entry) {
        return statuses.value(entry);
    }
}
