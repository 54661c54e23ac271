package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page as it is seen, on a phone and on a desktop, by day and by night: {@code target/screenshots}, to be looked at. */
class ScreenshotTests {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    record Device(String name, int width, int height) {}

    private static final List<Device> DEVICES =
            List.of(new Device("desktop", 1280, 900), new Device("phone", 390, 844));

    @TempDir
    private static Path folder;

    private static PageServer server;

    @BeforeAll
    static void serve() throws IOException {
        assumeTrue(Chromium.here(), "no screenshots without /usr/bin/chromium");
        Files.createDirectories(SCREENSHOTS);
        server = new PageServer(SamplePages.brand());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    record Look(String page, Device device, boolean dark, String language) {
        Path file() {
            return SCREENSHOTS
                    .resolve("%s-%s-%s-%s.png".formatted(page, language, device.name(), dark ? "dark" : "light"))
                    .toAbsolutePath();
        }
    }

    static Stream<Look> looks() {
        var english = SamplePages.all().keySet().stream()
                .flatMap(page -> DEVICES.stream()
                        .flatMap(device -> Stream.of(false, true).map(dark -> new Look(page, device, dark, "en"))));
        var others = WordsTests.LANGUAGES.stream()
                .filter(language -> !language.equals("en"))
                .flatMap(language -> Stream.of(
                                "waiting", "refused", "consent", "logout", "match-wrong", "match-on-phone")
                        .flatMap(page -> DEVICES.stream().map(device -> new Look(page, device, false, language))));
        return Stream.concat(english, others);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_page_can_be_looked_at(Look look) throws Exception {
        var url = server.show(
                "/" + look.page(), Objects.requireNonNull(SamplePages.all().get(look.page())));
        // With its script a finished login, or an answer to a client, would go on at once.
        server.serveScript(!List.of("done", "form-post").contains(look.page()));
        Files.deleteIfExists(look.file());

        Chromium.run(folder, arguments(look, url));

        var image = ImageIO.read(look.file().toFile());
        assertThat(image.getWidth()).isEqualTo(look.device().width() * 2);
        if (look.device().name().equals("desktop") && look.page().startsWith("waiting")) {
            assertThat(decoded(look.file())).isEqualTo(SamplePages.WALLET_LINK);
        }
    }

    private static List<String> arguments(Look look, String url) {
        var arguments = new ArrayList<>(List.of(
                "--force-device-scale-factor=2",
                "--window-size=%d,%d"
                        .formatted(look.device().width(), look.device().height()),
                "--accept-lang=" + look.language(),
                "--screenshot=" + look.file()));
        if (look.dark()) {
            arguments.add("--blink-settings=preferredColorScheme=0");
        }
        arguments.add(url);
        return arguments;
    }

    private static String decoded(Path file) throws IOException, ReaderException {
        var image = ImageIO.read(file.toFile());
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var bitmap = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
