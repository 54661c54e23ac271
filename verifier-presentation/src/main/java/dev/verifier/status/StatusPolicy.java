package dev.verifier.status;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a list counts that cannot be refreshed: a list that says itself when it ends never counts longer than that.
 *
 * @param stale how long beyond the time for which it may be kept
 */
public record StatusPolicy(Duration stale) {

    public StatusPolicy {
        if (stale.isNegative()) {
            throw new IllegalArgumentException("a time from now on");
        }
    }

    /** Whatever is not known for certain is not known. */
    public static StatusPolicy failClosed() {
        return new StatusPolicy(Duration.ZERO);
    }

    /** What was known a while ago is known. */
    public static StatusPolicy acceptStaleUpTo(Duration age) {
        return new StatusPolicy(age);
    }

    boolean accepts(StatusList list, Instant at) {
        return at.isBefore(list.until()) && at.isBefore(list.freshUntil().plus(stale));
    }
}
