package dev.verifier.server.page;

import io.nayuki.qrcodegen.QrCode;
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

    static boolean holds(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    static QrDrawing of(String text) {
        // Nothing stains a screen: fewer and larger modules are worth more to a camera than the mending of lost ones.
        var code = QrCode.encodeText(text, QrCode.Ecc.LOW);
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
