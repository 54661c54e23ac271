package dev.verifier.did;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A point of a NIST curve from its x coordinate and the parity of y (SEC 1 §2.3.4). Both curves have a prime with p ≡ 3 mod 4,
 * so a square root is one power.
 */
enum CompressedPoint {
    P256(
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    P384(
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef");

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final BigInteger p;
    private final BigInteger b;

    CompressedPoint(String p, String b) {
        this.p = new BigInteger(p, 16);
        this.b = new BigInteger(b, 16);
    }

    /** The y coordinate of a compressed point, or an {@link IllegalArgumentException} where there is no such point. */
    byte[] y(byte[] compressed) {
        var x = new BigInteger(1, Arrays.copyOfRange(compressed, 1, compressed.length));
        if ((compressed[0] != 2 && compressed[0] != 3) || x.compareTo(p) >= 0) {
            throw new IllegalArgumentException("not a compressed point");
        }
        var square = x.pow(3).subtract(x.multiply(THREE)).add(b).mod(p);
        var root = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        if (!root.modPow(BigInteger.TWO, p).equals(square)) {
            throw new IllegalArgumentException("not on the curve");
        }
        var y = root.testBit(0) == (compressed[0] == 3) ? root : p.subtract(root);
        return fixed(y, compressed.length - 1);
    }

    private static byte[] fixed(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var fixed = new byte[length];
        var from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return fixed;
    }
}
