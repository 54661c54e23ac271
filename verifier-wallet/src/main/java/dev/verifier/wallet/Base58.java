package dev.verifier.wallet;

import java.math.BigInteger;

/** The base58btc alphabet of multibase (draft-msporny-base58-03), without the leading {@code z}. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(ALPHABET.length());

    private Base58() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        for (var rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(RADIX)) {
            text.append(ALPHABET.charAt(rest.mod(RADIX).intValue()));
        }
        // A leading zero byte has no weight in the number; it is written as the alphabet's first letter.
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append(ALPHABET.charAt(0));
        }
        return text.reverse().toString();
    }

    /** @throws IllegalArgumentException at the first letter that is not of the alphabet */
    static byte[] decode(String text) {
        var number = BigInteger.ZERO;
        int zeros = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("'" + text.charAt(i) + "' is not a letter of base58btc");
            }
            zeros += digit == 0 && zeros == i ? 1 : 0;
            number = number.multiply(RADIX).add(BigInteger.valueOf(digit));
        }
        return Octets.concat(new byte[zeros], Octets.unsigned(number));
    }
}
