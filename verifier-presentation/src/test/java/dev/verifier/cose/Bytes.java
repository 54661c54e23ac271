package dev.verifier.cose;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bytes for tests, as people write them. */
final class Bytes {

    private Bytes() {}

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A byte string of a length that takes one to three bytes to say. */
    static byte[] string(byte[] contents) {
        var length = contents.length;
        var head = length < 24
                ? new byte[] {(byte) (0x40 + length)}
                : length < 256
                        ? new byte[] {0x58, (byte) length}
                        : new byte[] {0x59, (byte) (length >> 8), (byte) length};
        return concat(head, contents);
    }
}
