package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** How a page looks at a desk and on a phone, by day and by night: a picture of each, and whether everybody can use it. */
enum Looks {
    DESKTOP(1280, 800),
    PHONE(390, 844);

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String AXE = axe();

    /** WCAG 2.2 A and AA, by what axe-core knows of it; one line for each violation. */
    private static final String RULES = """
            () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                .then(found => found.violations.flatMap(one => one.nodes.map(node =>
                    one.id + ': ' + node.html + ' ' + node.failureSummary)))
            """;

    final int width;
    final int height;

    Looks(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Looks at a page as it is now, and examines it. */
    static void at(Page page, String name) {
        look(page, name, Looks::examine);
    }

    static void photograph(Page page, String name) {
        look(page, name, (_, _) -> {});
    }

    private static void examine(Page page, String picture) {
        assertThat(violations(page)).as(picture).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(picture + " needs no scrolling sideways")
                .isEqualTo(true);
    }

    private static void look(Page page, String name, BiConsumer<Page, String> then) {
        for (var look : values()) {
            page.setViewportSize(look.width, look.height);
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                var file = (name + "-" + look + "-" + scheme).toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(new ScreenshotOptions()
                        .setPath(PICTURES.resolve(file))
                        .setFullPage(true)
                        .setAnimations(ScreenshotAnimations.DISABLED));
                then.accept(page, file);
            }
        }
        page.setViewportSize(DESKTOP.width, DESKTOP.height);
    }

    private static List<?> violations(Page page) {
        page.evaluate(AXE);
        return (List<?>) page.evaluate(RULES);
    }

    private static String axe() {
        var folder = "clients/axe";
        try (var install = Program.command(
                "verifier-e2e/" + folder,
                Path.of("target/axe.out"),
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline")) {
            assertThat(install.exitCode()).as(install.printed()).isZero();
            return Files.readString(Path.of(folder, "node_modules/axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
