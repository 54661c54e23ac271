package dev.verifier.status;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Expands what is compressed as one ZLIB stream (RFC 1950) or one gzip member (RFC 1952), with nothing behind it. It is run through
 * once to see how large it becomes, and expanded only where that is within the limit: a bomb costs its time to the limit, and no
 * memory.
 *
 * @param member where the compressed bytes were found, for the rejection
 * @param limit how large the expanded bytes may be
 */
record Inflation(String member, int limit) {

    private static final int WINDOW = 32 * 1024;

    byte[] zlib(byte[] compressed) throws RejectedException {
        return inflated(compressed, 0, 0, false);
    }

    byte[] gzip(byte[] compressed) throws RejectedException {
        var content = GzipHeader.length(compressed);
        if (content < 0) {
            throw malformed();
        }
        var expanded = inflated(compressed, content, GzipHeader.TRAILER, true);
        var crc = new CRC32();
        crc.update(expanded);
        if (!GzipHeader.trailerSays(compressed, crc.getValue(), expanded.length)) {
            throw malformed();
        }
        return expanded;
    }

    private byte[] inflated(byte[] compressed, int offset, int behind, boolean raw) throws RejectedException {
        try (var rehearsal = new Inflater(raw);
                var inflater = new Inflater(raw)) {
            var expanded = new byte[size(rehearsal, compressed, offset, behind)];
            inflater.setInput(compressed, offset, compressed.length - offset);
            var length = 0;
            while (length < expanded.length) {
                length += inflater.inflate(expanded, length, expanded.length - length);
            }
            return expanded;
        } catch (DataFormatException e) {
            throw malformed();
        }
    }

    private int size(Inflater inflater, byte[] compressed, int offset, int behind)
            throws RejectedException, DataFormatException {
        inflater.setInput(compressed, offset, compressed.length - offset);
        var scratch = new byte[WINDOW];
        var size = 0;
        while (!inflater.finished()) {
            var more = inflater.inflate(scratch);
            if (more == 0 && !inflater.finished()) {
                throw malformed(); // it breaks off, or needs a dictionary
            }
            size += more;
            if (size > limit) {
                throw new RejectedException(new Rejection.TooLarge(Part.STATUS_LIST, limit));
            }
        }
        if (inflater.getRemaining() != behind) {
            throw malformed();
        }
        return size;
    }

    private RejectedException malformed() {
        return new RejectedException(new Rejection.Malformed(Part.STATUS_LIST, member));
    }
}
