package dev.verifier.wallet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** The two ways in which status lists are compressed. */
final class Compressed {
    private Compressed() {}

    /** RFC 1950, at the level that the specification's own examples have. */
    static byte[] zlib(byte[] octets) {
        return written(octets, sink -> new DeflaterOutputStream(sink, new Deflater(Deflater.BEST_COMPRESSION)));
    }

    /** RFC 1952. */
    static byte[] gzip(byte[] octets) {
        return written(octets, GZIPOutputStream::new);
    }

    /** So many zeros, as few octets. */
    static byte[] bomb(boolean gzip, int megabytes) {
        var zeros = new byte[1 << 20];
        var sink = new ByteArrayOutputStream();
        try (var stream = gzip
                ? new GZIPOutputStream(sink)
                : new DeflaterOutputStream(sink, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int count = 0; count < megabytes; count++) {
                stream.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.toByteArray();
    }

    /** How to compress. */
    @FunctionalInterface
    private interface Compression {
        OutputStream into(OutputStream sink) throws IOException;
    }

    private static byte[] written(byte[] octets, Compression compression) {
        var sink = new ByteArrayOutputStream();
        try (var stream = compression.into(sink)) {
            stream.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.toByteArray();
    }
}
