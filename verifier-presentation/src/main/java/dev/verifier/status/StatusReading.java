package dev.verifier.status;

/** What was learned about a credential's status. Not knowing is an answer, too. */
public sealed interface StatusReading {

    /** No list of revoked credentials holds it, and it offers no status of its own. */
    record NotRevoked() implements StatusReading {}

    /** A list of revoked credentials holds it. */
    record Revoked() implements StatusReading {}

    /**
     * It offers a status that could not be read.
     *
     * @param why for the operator
     */
    record Unavailable(String why) implements StatusReading {}
}
