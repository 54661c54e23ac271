package dev.verifier.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the content of a gzip member begins, whatever is in front of it (RFC 1952 §2.3). */
class GzipHeaderTests {

    private static final int CONTENT_AND_TRAILER = 3 + GzipHeader.TRAILER;

    @ParameterizedTest
    @CsvSource({
        "0, 10", "1, 10", // text, as far as anybody can tell
        "2, 12", // a checksum
        "4, 312", // 300 bytes of something
        "8, 15", // "name"
        "16, 18", // "comment"
        "24, 23", "30, 327"
    })
    void is_behind_all_that_the_flags_announce(int flags, int length) {
        assertThat(GzipHeader.length(member(flags, CONTENT_AND_TRAILER))).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 8, 16, 30})
    void there_is_room_for_the_trailer_behind_it_or_it_is_none(int flags) {
        var whole = member(flags, GzipHeader.TRAILER);

        assertThat(GzipHeader.length(whole)).isEqualTo(whole.length - GzipHeader.TRAILER);
        assertThat(GzipHeader.length(Arrays.copyOf(whole, whole.length - 1))).isNegative();
    }

    @Test
    void what_says_that_it_is_something_else_is_none() {
        var whole = member(0, CONTENT_AND_TRAILER);
        for (var at = 0; at < 3; at++) {
            var other = whole.clone();
            other[at] ^= 1;
            assertThat(GzipHeader.length(other)).isNegative();
        }
        for (var reserved = 0x20; reserved <= 0x80; reserved <<= 1) {
            assertThat(GzipHeader.length(member(reserved, CONTENT_AND_TRAILER))).isNegative();
        }
        assertThat(GzipHeader.length(new byte[0])).isNegative();
        assertThat(GzipHeader.length(whole)).isEqualTo(10);
    }

    @Test
    void a_name_that_does_not_end_is_none() {
        var endless = member(0, 100);
        endless[3] = 8;
        Arrays.fill(endless, 10, endless.length, (byte) 'x');

        assertThat(GzipHeader.length(endless)).isNegative();
    }

    private static byte[] member(int flags, int behind) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 3});
        if ((flags & 4) != 0) {
            bytes.writeBytes(new byte[] {300 & 0xff, 300 >> 8});
            bytes.writeBytes(new byte[300]);
        }
        if ((flags & 8) != 0) {
            bytes.writeBytes("name\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 16) != 0) {
            bytes.writeBytes("comment\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 2) != 0) {
            bytes.writeBytes(new byte[2]);
        }
        bytes.writeBytes(new byte[behind]);
        return bytes.toByteArray();
    }
}
