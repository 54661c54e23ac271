package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties.Keys.DataUse;
import java.security.SecureRandom;
import java.util.Arrays;

/** Columns that are sealed with a key made of one number. */
public final class ColumnsOnPaper {

    private ColumnsOnPaper() {}

    /** Sealed with a key that every test has. */
    public static SealedColumns sealed() {
        return sealed(0);
    }

    /** Sealed with this one; those before it open what they sealed. */
    public static SealedColumns sealed(int key, Integer... previous) {
        return new SealedColumns(key(key, previous), DataUse.SEAL);
    }

    /** As versions without a key wrote them. */
    public static SealedColumns inClear() {
        return new SealedColumns(key(0), DataUse.OPEN_ONLY);
    }

    /** When all that such versions wrote has ended. */
    public static SealedColumns sealedOnly() {
        return new SealedColumns(key(0), DataUse.SEALED_ONLY);
    }

    static DataKey key(int key, Integer... previous) {
        return new DataKey(
                bytes(key), Arrays.stream(previous).map(ColumnsOnPaper::bytes).toList(), new SecureRandom());
    }

    private static byte[] bytes(int number) {
        var bytes = new byte[DataKey.BYTES];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }
}
