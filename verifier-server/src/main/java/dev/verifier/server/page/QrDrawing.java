package dev.verifier.server.page;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.nio.charset.StandardCharsets;

/**
 * A QR code (ISO/IEC 18004) as the outline of an SVG path, error correction M. Immutable.
 *
 * @param size of the drawing with its quiet zone, in modules
 * @param path the dark modules
 */
record QrDrawing(int size, String path) {

    private static final int QUIET_ZONE = 4;

    /** Bytes in the largest one (ISO/IEC 18004, table 7): no link that is longer is drawn. */
    private static final int LONGEST = 2953;

    private static final int LARGEST = 40;

    /**
     * Of the patterns that a code may be drawn over (7.8.2) always this one: to see which of the eight would look best costs four times as
     * much as all else of it, and it is read as well (docs/performance.md).
     */
    private static final int MASK = 4;

    static boolean holds(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    static QrDrawing of(String text) {
        // Nothing stains a screen: fewer and larger modules are worth more to a camera than the mending of lost ones.
        var code = QrCode.encodeSegments(QrSegment.makeSegments(text), QrCode.Ecc.LOW, 1, LARGEST, MASK, true);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                var run = 0;
                while (x + run < code.size && code.getModule(x + run, y)) {
                    run++;
                }
                if (run > 0) {
                    path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
                    path.append('h').append(run).append("v1h-").append(run).append('z');
                    x += run;
                }
            }
        }
        return new QrDrawing(code.size + 2 * QUIET_ZONE, path.toString());
    }
}
