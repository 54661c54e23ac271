package dev.verifier.fuzz;

import dev.verifier.jose.Limits;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;

/** What all of them share. */
final class Fuzzing {

    /** How many inputs one parser is tried with when there is fuzzing; otherwise its corpus is replayed and this says nothing. */
    static final long MANY = 500_000;

    /** Where each input costs a signature. */
    static final long FEWER = 100_000;

    /** Where each costs what is thousands of times its size. */
    static final long FEWEST = 5_000;

    /** Where a machine is so slow that there would be no end. */
    static final String AT_MOST = "2m";

    /** Small, so that the shape is tried and not the size. */
    static final Limits LIMITS = new Limits(16 * 1024, 32);

    private Fuzzing() {}

    /** What a front door is asked to read. */
    @FunctionalInterface
    interface Door {
        void open() throws RejectedException;
    }

    /** Whether it was read; not being read is as good, in the door's own words. Whatever else is thrown ends the test. */
    static boolean opens(Door door) {
        try {
            door.open();
            return true;
        } catch (RejectedException e) {
            if (e.rejection().code().isBlank()) {
                throw new AssertionError("a refusal without a code", e);
            }
            return false;
        }
    }

    /** With every character there is, those of two {@code char}s too. */
    static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
