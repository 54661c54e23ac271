package dev.verifier.client;

/** A property that the application cannot start with. Its value is not repeated, since it may be a secret. */
final class MisconfiguredException extends RuntimeException {

    private final String property;
    private final String mend;

    /**
     * @param property its whole name
     * @param reason what is wrong with it
     * @param mend what to do about it
     */
    MisconfiguredException(String property, String reason, String mend) {
        super(property + ": " + reason);
        this.property = property;
        this.mend = mend;
    }

    String property() {
        return property;
    }

    String mend() {
        return mend;
    }
}
