package dev.verifier.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The browser of this machine; nothing is downloaded. */
final class Chromium implements AutoCloseable {

    private static final int PATIENCE_MILLISECONDS = 20_000;
    private static final Path EXECUTABLE =
            Path.of(Objects.requireNonNullElse(System.getenv("VERIFIER_CHROMIUM"), "/usr/bin/chromium"));

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        // Chromium has no sandbox for root, as which tests run in containers.
                        .setArgs("root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of()));
    }

    static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE);
    }

    /** Somebody with a browser of their own, who speaks English. */
    Visitor visitor() {
        return visitor("en");
    }

    Visitor visitor(String language) {
        return visitor(new NewContextOptions().setLocale(language));
    }

    Visitor visitorWithoutScript() {
        return visitor(new NewContextOptions().setLocale("en").setJavaScriptEnabled(false));
    }

    private Visitor visitor(NewContextOptions options) {
        var context = browser.newContext(options.setViewportSize(Looks.DESKTOP.width, Looks.DESKTOP.height));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        return new Visitor(context);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
