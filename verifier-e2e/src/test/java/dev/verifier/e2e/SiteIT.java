package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The documentation as a site: each page, with links that lead somewhere and diagrams that can be seen. */
@EnabledIfSystemProperty(
        named = "verifier.faults",
        matches = "true",
        disabledReason = "it is slow: ./dev test --all runs this")
class SiteIT {

    private static final Path SITE = Path.of("../site").toAbsolutePath().normalize();
    private static final Path BUILT = SITE.resolve("dist");

    @BeforeAll
    static void build() throws Exception {
        run(
                "npm",
                "install",
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline",
                "--silent");
        run("npm", "run", "build");
    }

    private static void run(String... command) throws Exception {
        var log = Files.createTempFile("site", ".log");
        var process = new ProcessBuilder(command)
                .directory(SITE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    /** A link that leads nowhere ends the build. */
    @Test
    void every_page_is_there() throws IOException {
        try (var docs = Files.walk(SITE.resolveSibling("docs"))) {
            var pages = docs.filter(file -> file.toString().endsWith(".md")).toList();

            assertThat(pages).hasSizeGreaterThan(50).allSatisfy(page -> {
                var name =
                        SITE.resolveSibling("docs").relativize(page).toString().replaceFirst("\\.md$", ".html");
                assertThat(BUILT.resolve(name)).isNotEmptyFile();
            });
        }
        assertThat(BUILT.resolve("index.html")).content().contains("Verifier");
        assertThat(BUILT.resolve("source/deploy/haproxy.cfg.txt"))
                .hasSameTextualContentAs(SITE.resolveSibling("deploy").resolve("haproxy.cfg"));
    }

    private static int diagrams(Page page) {
        return Math.toIntExact(page.blocks().stream()
                .filter(block -> block.language().equals("mermaid"))
                .count());
    }

    private static String place(String page) {
        return page.equals("README.md") ? "" : page.replaceFirst("^docs/", "").replaceFirst("\\.md$", ".html");
    }

    /** Where one is not understood there is a picture of a bomb. */
    @Test
    @EnabledIf("dev.verifier.e2e.Chromium#isInstalled")
    void diagrams_are_drawn_and_pages_are_found() throws IOException {
        var server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BUILT, OutputLevel.NONE);
        server.start();
        try (var chromium = new Chromium();
                var visitor = chromium.visitor()) {
            var site = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            var page = visitor.open(site);
            var drawn = Page.all().stream().filter(one -> diagrams(one) > 0).toList();
            assertThat(drawn).hasSizeGreaterThan(6);
            for (var one : drawn) {
                page.navigate(site + place(one.name()));
                assertThat(page.locator(".mermaid svg:not([aria-roledescription=error])"))
                        .hasCount(diagrams(one));
            }

            page.locator(".VPNavBarSearch button").first().click();
            page.locator("#localsearch-input").fill("Trusted Services List");
            assertThat(page.locator("#localsearch-list a").first()).isVisible();
        } finally {
            server.stop(0);
        }
    }
}
