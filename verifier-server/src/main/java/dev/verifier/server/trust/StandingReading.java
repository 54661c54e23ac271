package dev.verifier.server.trust;

import dev.verifier.rejection.Rejection;

/** What was learned about a credential that was believed before. Not knowing is an answer, too. */
public sealed interface StandingReading {

    /** It would be believed now. */
    record Stands() implements StandingReading {}

    /**
     * It would not.
     *
     * @param why the reason a new presentation of it would be refused for
     */
    record Fell(Rejection why) implements StandingReading {}

    /**
     * A source of trust cannot be asked. Nothing is granted on this, and nothing taken away for good.
     *
     * @param why for the operator
     */
    record Unknown(Rejection why) implements StandingReading {}
}
