package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn is read again, whatever is in it. */
class QrDrawingTests {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
    private static final int PIXELS = 4;
    private static final int WHITE = 0xFFFFFF;

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 18, 100, 180, 400, 1000, 2300, 2953})
    void a_link_of_any_length_is_read_as_it_was_written(int length) throws ReaderException {
        for (var text : new String[] {
            "a".repeat(length), "openid4vp://?x=%3A".repeat(200).substring(0, length)
        }) {
            assertThat(read(QrDrawing.of(text))).isEqualTo(text);
        }
        assertThat(QrDrawing.holds("a".repeat(length))).isTrue();
    }

    private static String read(QrDrawing drawing) throws ReaderException {
        var side = drawing.size() * PIXELS;
        var pixels = new int[side * side];
        Arrays.fill(pixels, WHITE);
        var runs = RUN.matcher(drawing.path());
        while (runs.find()) {
            var x = Integer.parseInt(runs.group(1)) * PIXELS;
            var width = Integer.parseInt(runs.group(3)) * PIXELS;
            for (var row = 0; row < PIXELS; row++) {
                var from = (Integer.parseInt(runs.group(2)) * PIXELS + row) * side + x;
                Arrays.fill(pixels, from, from + width, 0);
            }
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        return new QRCodeReader()
                .decode(picture, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
