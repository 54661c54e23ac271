package dev.verifier.wallet;

import java.math.BigInteger;
import java.util.Arrays;

/** SEC 1 §2.3.7: a number as octets, big-endian, without a sign. */
final class Octets {
    private Octets() {}

    static byte[] unsigned(BigInteger number) {
        return unsigned(number, Math.ceilDiv(number.bitLength(), 8));
    }

    static byte[] unsigned(BigInteger number, int length) {
        var signed = number.toByteArray();
        var octets = new byte[length];
        int used = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - used, octets, length - used, used);
        return octets;
    }

    static byte[] concat(byte[] head, byte[] tail) {
        var whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }
}
