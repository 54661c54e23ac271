package dev.verifier.wallet;

import java.util.Arrays;
import java.util.Optional;

/** RFC 7518 §5.3: the ways in which this wallet encrypts what it says, by their JOSE names. */
public enum ContentEncryption {
    A128GCM(16),
    A256GCM(32);

    private final int keyLength;

    ContentEncryption(int keyLength) {
        this.keyLength = keyLength;
    }

    /** Empty if this wallet does not know it. */
    public static Optional<ContentEncryption> named(Object name) {
        return Arrays.stream(values()).filter(enc -> enc.name().equals(name)).findFirst();
    }

    /** In octets. */
    int keyLength() {
        return keyLength;
    }
}
