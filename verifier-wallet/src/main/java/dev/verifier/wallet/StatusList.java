package dev.verifier.wallet;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The statuses of an issuer's credentials, a few bits each. Not thread-safe.
 *
 * <p>Values as in Token Status List §7.1: 0 valid, 1 invalid, 2 suspended.
 */
public final class StatusList {
    private final int bits;
    private final int[] values;

    /**
     * A list in which all are valid.
     *
     * @param bits how many a status has: 1, 2, 4 or 8
     * @param places how many there are; what they fill must be whole octets
     */
    public StatusList(int bits, int places) {
        this(bits, new int[places]);
    }

    /** A list with these values. */
    public StatusList(int bits, int places, IntUnaryOperator values) {
        this(bits, IntStream.range(0, places).map(values).toArray());
    }

    private StatusList(int bits, int[] values) {
        if (values.length * (long) bits % Byte.SIZE != 0) {
            throw new IllegalArgumentException("whole octets, please");
        }
        this.bits = bits;
        this.values = values;
    }

    /** The same list with another value at a place. */
    public StatusList with(int index, int value) {
        var changed = values.clone();
        changed[index] = value;
        return new StatusList(bits, changed);
    }

    public int bits() {
        return bits;
    }

    public int places() {
        return values.length;
    }

    public int value(int index) {
        return values[index];
    }

    /** Token Status List §4.1: the first place is in the least significant bits of the first octet. */
    byte[] leastSignificantFirst() {
        var octets = new byte[values.length * bits / Byte.SIZE];
        for (int index = 0; index < values.length; index++) {
            int at = index * bits;
            octets[at / Byte.SIZE] |= (byte) (values[index] << at % Byte.SIZE);
        }
        return octets;
    }

    /** Bitstring Status List §3.2: the first place is left-most. */
    byte[] mostSignificantFirst() {
        var octets = new byte[values.length * bits / Byte.SIZE];
        for (int index = 0; index < values.length; index++) {
            int at = index * bits;
            octets[at / Byte.SIZE] |= (byte) (values[index] << (Byte.SIZE - bits - at % Byte.SIZE));
        }
        return octets;
    }

    @Override
    public String toString() {
        return "StatusList[" + bits + " bits, " + places() + " places, "
                + Arrays.stream(values).filter(value -> value != 0).count() + " not valid]";
    }
}
