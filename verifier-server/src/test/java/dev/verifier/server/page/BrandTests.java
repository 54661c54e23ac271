package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.web.MockHttpServletResponse;

class BrandTests {

    private static final AccentColor WHITE = AccentColor.of("#ffffff");
    private static final AccentColor DARK = AccentColor.of("#171b22");

    @TempDir
    private Path folder;

    // -- colour

    @ParameterizedTest
    @CsvSource({"#2457c5, #ffffff", "#14274a, #ffffff", "#ffcc00, #000000", "#ffffff, #000000", "#000000, #ffffff"})
    void the_text_on_a_colour_is_the_one_that_can_be_read(String colour, String text) {
        assertThat(AccentColor.of(colour).textOnIt().hex()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#2457c5", "#14274a", "#ffcc00", "#ffffff", "#000000", "#777777", "#767676", "#ff0000"})
    void whatever_the_colour_it_can_be_read_by_day_and_by_night(String colour) {
        var accent = AccentColor.of(colour);

        assertThat(accent.contrast(accent.textOnIt())).isGreaterThanOrEqualTo(4.5);
        assertThat(accent.readableOn(WHITE, AccentColor.of("#000000"), 4.5).contrast(WHITE))
                .isGreaterThanOrEqualTo(4.5);
        assertThat(accent.readableOn(DARK, WHITE, 4.5).contrast(DARK)).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void contrast_is_what_the_guidelines_say() {
        assertThat(WHITE.contrast(AccentColor.of("#000000"))).isEqualTo(21);
        assertThat(WHITE.contrast(AccentColor.of("#767676"))).isBetween(4.5, 4.6);
    }

    @Test
    void the_dark_card_is_as_dark_as_the_stylesheet_has_it() {
        assertThat(text(SamplePages.brand().style())).contains("--card: " + DARK.hex());
    }

    // -- files

    @Test
    void a_file_has_another_name_when_it_has_another_content() {
        var one = Brand.of(SamplePages.branding(Map.of()));
        var other = Brand.of(SamplePages.branding(Map.of("verifier.branding.accent-color", "#ffcc00")));

        assertThat(one.style().name())
                .matches("login\\.[0-9a-f]{16}\\.css")
                .isNotEqualTo(other.style().name());
        assertThat(one.script().name()).isEqualTo(other.script().name());
        assertThat(text(other.style())).contains("--accent: #ffcc00", "--on-accent: #000000");
    }

    @Test
    void files_are_served_for_ever_by_exactly_their_names() throws IOException {
        var brand = SamplePages.brand();

        var served = serve(brand, brand.style().name());
        assertThat(served.getStatus()).isEqualTo(200);
        assertThat(served.getContentAsByteArray()).isEqualTo(brand.style().content());
        assertThat(served.getContentType()).isEqualTo("text/css;charset=utf-8");
        assertThat(served.getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(served.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(served.getHeader("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(serve(brand, "login.css").getStatus()).isEqualTo(404);
        assertThat(serve(brand, "../words_en.properties").getStatus()).isEqualTo(404);
    }

    private static MockHttpServletResponse serve(Brand brand, String name) throws IOException {
        var response = new MockHttpServletResponse();
        new PageAssets(brand).serve(name, response);
        return response;
    }

    @Test
    void the_script_is_short_and_writes_text_only() {
        var script = text(SamplePages.brand().script());

        assertThat(script.lines().count()).isLessThan(250);
        assertThat(script).doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(");
    }

    // -- logo

    @Test
    void a_logo_is_shown_and_served_as_what_it_is() throws IOException {
        var svg = Files.writeString(folder.resolve("logo"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        var png =
                Files.write(folder.resolve("logo.bin"), "\u0089PNG\r\n\u001a\n…".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(logo(svg).type()).isEqualTo("image/svg+xml");
        assertThat(logo(png).type()).isEqualTo("image/png");
        var brand = Brand.of(SamplePages.branding(Map.of("verifier.branding.logo", svg.toString())));
        assertThat(SamplePages.write(brand, "https://verifier.example", new ElsewhereView(), "en")
                        .getContentAsString())
                .contains(logo(svg).path());
    }

    @Test
    void what_is_no_logo_stops_the_start() throws IOException {
        var html = Files.writeString(folder.resolve("logo.svg"), "<html><script>alert(1)</script></html>");
        var large = Files.writeString(folder.resolve("large.svg"), "<svg>" + " ".repeat(256 * 1024));

        for (var file : new Path[] {html, large, folder.resolve("absent.svg")}) {
            assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                    .isThrownBy(() -> logo(file))
                    .matches(thrown -> thrown.getName().equals("verifier.branding.logo"));
        }
    }

    private static Asset logo(Path file) {
        return Objects.requireNonNull(Brand.of(SamplePages.branding(Map.of("verifier.branding.logo", file.toString())))
                .logo());
    }

    @Test
    void a_language_without_words_stops_the_start() {
        var brand = Brand.of(SamplePages.branding(Map.of("verifier.branding.languages", "en,tlh")));

        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> SamplePages.write(brand, "https://verifier.example", new ElsewhereView(), "en"))
                .matches(thrown -> thrown.getName().equals("verifier.branding.languages"));
    }

    private static String text(Asset asset) {
        return new String(asset.content(), StandardCharsets.UTF_8);
    }
}
