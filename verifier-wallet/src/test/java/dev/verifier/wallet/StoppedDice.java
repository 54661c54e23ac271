package dev.verifier.wallet;

import java.security.SecureRandom;
import java.util.Arrays;

/** Throws sevens for every id, so that two logins differ only where they were made to. Keys are as random as ever. */
final class StoppedDice extends SecureRandom {
    private static final int ID_LENGTH = 16;

    @Override
    public void nextBytes(byte[] bytes) {
        if (bytes.length == ID_LENGTH) {
            Arrays.fill(bytes, (byte) 7);
            return;
        }
        super.nextBytes(bytes);
    }
}
