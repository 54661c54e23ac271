package dev.verifier.trust;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;

/**
 * Which edition of a trusted list it is.
 *
 * @param sequence its number; a later one has a larger number
 * @param issued when it was made
 * @param nextUpdate by when another one is to take its place
 */
record ListEdition(long sequence, Instant issued, Instant nextUpdate) {

    /** The edition, if it has begun. Whether it is over is for whoever uses it to ask, every time. */
    ListEdition requireBegun(Instant at, RejectedException endless) throws RejectedException {
        if (at.isBefore(issued)) {
            throw new RejectedException(new Rejection.NotYetValid(Part.TRUSTED_LIST));
        }
        if (!issued.isBefore(nextUpdate)) {
            throw endless;
        }
        return this;
    }
}
