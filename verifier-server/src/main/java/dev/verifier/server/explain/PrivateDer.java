package dev.verifier.server.explain;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Knows the DER of private keys by how it begins. Stateless. */
final class PrivateDer {

    /** As much as tells what it is. */
    private static final int HEAD = 40;

    /** What is behind the length of the whole. */
    private static final List<byte[]> BEGINNINGS = List.of(
            hex("02010030"), // PKCS#8 (RFC 5208 §5): version 0, an algorithm
            hex("02010130"), // the same with its public key (RFC 5958 §2)
            hex("02010104"), // SEC 1 (RFC 5915 §3): version 1, an octet string
            hex("02010002"), // PKCS#1 (RFC 8017 A.1.2): version 0, a modulus
            hex("02010330")); // PKCS#12 (RFC 7292 §4): version 3, what it keeps

    /** Algorithms by which keys are encrypted, PKCS#5 and that of PKCS#12 (RFC 8018 A, RFC 7292 C). */
    private static final List<byte[]> ENCRYPTING = List.of(hex("2a864886f70d0105"), hex("2a864886f70d010c01"));

    private static final int SEQUENCE = 0x30;
    private static final int OBJECT_IDENTIFIER = 0x06;

    private PrivateDer() {}

    /** Whether this Base64, in either alphabet, begins with a private key; what follows is not looked at. */
    static boolean isBegunBy(String base64) {
        var head = base64.substring(0, Math.min(base64.length(), HEAD))
                .replace('-', '+')
                .replace('_', '/');
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(head.substring(0, head.length() / 4 * 4)));
        if (!enters(bytes)) {
            return false;
        }
        var contents = bytes.slice();
        return BEGINNINGS.stream().anyMatch(beginning -> begins(contents, beginning))
                || (enters(bytes)
                        && bytes.get() == OBJECT_IDENTIFIER
                        && bytes.get() > 0
                        && ENCRYPTING.stream().anyMatch(algorithm -> begins(bytes.slice(), algorithm)));
    }

    /** Whether there is a sequence; if so, what is read next is the first thing in it. */
    private static boolean enters(ByteBuffer der) {
        if (der.get() != SEQUENCE) {
            return false;
        }
        var length = der.get() & 0xff;
        if (length > 0x84) {
            return false;
        }
        der.position(der.position() + Math.max(0, length - 0x80));
        return true;
    }

    private static boolean begins(ByteBuffer bytes, byte[] beginning) {
        return bytes.remaining() >= beginning.length
                && bytes.slice(0, beginning.length).equals(ByteBuffer.wrap(beginning));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
