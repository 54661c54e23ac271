package dev.verifier.rejection;

/** Carries a {@link Rejection} from where it arises to the door that answers. Has no stack trace: it is an answer, not an accident. */
public final class RejectedException extends Exception {

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(rejection.code(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
