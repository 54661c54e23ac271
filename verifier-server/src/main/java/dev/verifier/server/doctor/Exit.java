package dev.verifier.server.doctor;

/** How the doctor's programs end. */
final class Exit {

    static final int FINE = 0;
    static final int WRONG = 1;
    static final int USAGE = 2;

    private Exit() {}
}
