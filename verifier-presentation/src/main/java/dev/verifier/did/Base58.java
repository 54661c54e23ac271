package dev.verifier.did;

import java.math.BigInteger;
import java.util.Arrays;

/** Base58btc (Multibase draft, prefix {@code z}): numbers written with 58 digits, leading zero bytes as leading ones. */
final class Base58 {

    private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);

    private Base58() {}

    /** The bytes, or an {@link IllegalArgumentException} for a foreign character. The time grows with the square of the length. */
    static byte[] decode(String text) {
        var number = BigInteger.ZERO;
        var zeros = 0;
        for (var i = 0; i < text.length(); i++) {
            var digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not base58");
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
            if (digit == 0 && zeros == i) {
                zeros++;
            }
        }
        var magnitude = unsigned(number);
        var bytes = new byte[zeros + magnitude.length];
        System.arraycopy(magnitude, 0, bytes, zeros, magnitude.length);
        return bytes;
    }

    static String encode(byte[] bytes) {
        var digits = new StringBuilder();
        for (var number = new BigInteger(1, bytes); number.signum() > 0; number = number.divide(BASE)) {
            digits.append(DIGITS.charAt(number.mod(BASE).intValue()));
        }
        for (var i = 0; i < bytes.length && bytes[i] == 0; i++) {
            digits.append(DIGITS.charAt(0));
        }
        return digits.reverse().toString();
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
