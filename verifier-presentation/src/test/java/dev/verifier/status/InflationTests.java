package dev.verifier.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was compressed comes out as it was, up to the limit and with nothing behind it. */
class InflationTests {

    private static final int LIMIT = 100_000;
    private static final Inflation INFLATION = new Inflation("lst", LIMIT);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_768, 70_000, LIMIT})
    void gives_back_what_went_in(int length) throws Exception {
        assertThat(INFLATION.zlib(zlib(noise(length)))).isEqualTo(noise(length));
        assertThat(INFLATION.gzip(gzip(noise(length)))).isEqualTo(noise(length));
    }

    @Test
    void stops_at_its_limit() {
        refused("status_list_too_large", () -> INFLATION.zlib(zlib(noise(LIMIT + 1))));
        refused("status_list_too_large", () -> INFLATION.gzip(gzip(noise(LIMIT + 1))));
        refused("status_list_too_large", () -> INFLATION.zlib(zlib(new byte[LIMIT + 1])));
    }

    @Test
    void has_nothing_missing_and_nothing_behind() throws Exception {
        var zlib = zlib(noise(100));
        var gzip = gzip(noise(100));

        assertThat(INFLATION.zlib(zlib)).hasSize(100);
        for (var change : new int[] {-1, 1}) {
            refused("status_list_malformed", () -> INFLATION.zlib(Arrays.copyOf(zlib, zlib.length + change)));
            refused("status_list_malformed", () -> INFLATION.gzip(Arrays.copyOf(gzip, gzip.length + change)));
        }
        refused("status_list_malformed", () -> INFLATION.gzip(zlib));
        refused("status_list_malformed", () -> INFLATION.zlib(gzip));
    }

    @Test
    void keeps_to_the_checksum_and_the_size_in_the_trailer() throws Exception {
        var gzip = gzip(noise(100));

        assertThat(INFLATION.gzip(gzip)).hasSize(100);
        for (var octet = gzip.length - GzipHeader.TRAILER; octet < gzip.length; octet++) {
            var other = gzip.clone();
            other[octet] ^= 1;
            refused("status_list_malformed", () -> INFLATION.gzip(other));
        }
    }

    @Test
    void two_octets_are_enough_to_see_a_gzip_member_begin() {
        assertThat(GzipHeader.startsIn(new byte[] {0x1f, (byte) 0x8b})).isTrue();
        assertThat(GzipHeader.startsIn(new byte[] {0x1f})).isFalse();
        assertThat(GzipHeader.startsIn(new byte[] {0x1f, 0x0b})).isFalse();
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] zlib(byte[] content) throws IOException {
        var sink = new ByteArrayOutputStream();
        write(new DeflaterOutputStream(sink), content);
        return sink.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var sink = new ByteArrayOutputStream();
        write(new GZIPOutputStream(sink), content);
        return sink.toByteArray();
    }

    private static void write(OutputStream stream, byte[] content) throws IOException {
        try (stream) {
            stream.write(content);
        }
    }

    private static void refused(String code, ThrowingCallable asked) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(asked)
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(code));
    }
}
