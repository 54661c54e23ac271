package dev.verifier.wallet.cli;

/** The end of a command that did not do what it was asked to: what to say, and what to exit with. */
final class CommandFailure extends RuntimeException {
    static final int REFUSED = 1;
    static final int MISTAKE = 2;
    static final int UNANSWERED = 3;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The verifier, or the API called with its token, said no. */
    static CommandFailure refused(String message) {
        return new CommandFailure(REFUSED, message);
    }

    /** The user can mend it, and the message says how. */
    static CommandFailure mistake(String message) {
        return new CommandFailure(MISTAKE, message);
    }

    /** Nobody answered, or not in a way that can be understood. */
    static CommandFailure unanswered(String message) {
        return new CommandFailure(UNANSWERED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
