package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody with a browser, its cookies and its windows. When they leave, nothing may have been complained about on any console, by
 * which is meant every broken policy, every failed script and every file that was not there.
 */
final class Visitor implements AutoCloseable {

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text() + " at " + message.location() + " on "
                        + message.page().url());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
    }

    Page tab() {
        return context.newPage();
    }

    Page open(String url) {
        var page = tab();
        page.navigate(url);
        return page;
    }

    /** What must be complained about, as when a server is gone for a while. */
    void expectComplaint(String regex) {
        expected.add(Pattern.compile(regex));
    }

    /** Hears these server-sent events instead of the server's. */
    void onEvery(String url, String events) {
        context.route(
                url,
                route -> route.fulfill(
                        new FulfillOptions().setContentType("text/event-stream").setBody(events)));
    }

    static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    static void follow(Page page, String name) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name)).click();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).allMatch(this::isExpected);
    }

    private boolean isExpected(String complaint) {
        return expected.stream().anyMatch(pattern -> pattern.matcher(complaint).find());
    }
}
