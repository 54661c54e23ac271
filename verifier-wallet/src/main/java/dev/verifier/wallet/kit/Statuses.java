package dev.verifier.wallet.kit;

import dev.verifier.wallet.Seal;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which credentials hold, as their issuer says on a Token Status List. A list may be kept for a second and counts for two at most, and
 * whoever revokes waits that long: from then on nobody believes the list before. Thread-safe.
 */
final class Statuses {
    private static final int PLACES = 8192;
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);

    private final Seal seal;
    private final URI address;
    private final InstantSource clock;
    private StatusList list = new StatusList(1, PLACES);
    private int taken;
    private Instant handedOut = Instant.EPOCH;

    /** @param address where {@link #published} is */
    Statuses(Seal seal, URI address, InstantSource clock) {
        this.seal = seal;
        this.address = address;
        this.clock = clock;
    }

    /** A place that nobody has yet. */
    synchronized int reserve() {
        if (taken == PLACES) {
            throw NotDone.mistake("There are " + PLACES + " credentials already; start another verifier.");
        }
        return taken++;
    }

    /** What a credential at this place says of it. */
    Map<String, Object> status(int place) {
        return publication(clock.instant()).status(place);
    }

    /** The list as it is now, signed. */
    synchronized String published() {
        handedOut = clock.instant();
        var publication = publication(handedOut);
        return publication.sign(publication.token(list));
    }

    /** Says that a credential holds no more, and returns once everybody would know. */
    void revoke(int place) {
        awaitEndOf(revoked(place));
    }

    /** @return when the list before was handed out last */
    private synchronized Instant revoked(int place) {
        list = list.with(place, 1);
        return handedOut;
    }

    /** As {@link StatusPublication} has it: twice the time to live after the second in which it was made. */
    private void awaitEndOf(Instant made) {
        var end = made.truncatedTo(ChronoUnit.SECONDS).plus(TIME_TO_LIVE.multipliedBy(2));
        var left = Duration.between(clock.instant(), end);
        if (left.isPositive()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private StatusPublication publication(Instant at) {
        return new StatusPublication(seal, address, at, TIME_TO_LIVE);
    }
}
