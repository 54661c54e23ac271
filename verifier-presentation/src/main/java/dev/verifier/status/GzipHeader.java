package dev.verifier.status;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The frame of a gzip member (RFC 1952 §2.3). Stateless. */
final class GzipHeader {

    /** CRC-32 and size, behind the compressed content. */
    static final int TRAILER = 8;

    private static final int FIXED = 10;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private GzipHeader() {}

    /** By its first two bytes (RFC 1952 §2.3.1). */
    static boolean startsIn(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    /** Where the compressed content begins; negative where it does not. */
    static int length(byte[] bytes) {
        if (bytes.length < FIXED + TRAILER || !startsIn(bytes) || bytes[2] != DEFLATE) {
            return -1;
        }
        var flags = bytes[3];
        if ((flags & RESERVED) != 0) {
            return -1;
        }
        var at = FIXED;
        if ((flags & EXTRA) != 0) {
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        for (var text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                at = behindZero(bytes, at);
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            at += 2;
        }
        return at <= bytes.length - TRAILER ? at : -1;
    }

    private static int behindZero(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        return at + 1;
    }

    /** Whether the last bytes say this of the content. */
    static boolean trailerSays(byte[] bytes, long crc, int size) {
        var trailer = ByteBuffer.wrap(bytes, bytes.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        return Integer.toUnsignedLong(trailer.getInt()) == crc && trailer.getInt() == size;
    }
}
