package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.press;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person whose browser finds their wallet (W3C Digital Credentials API), played by a script where the browser's own would be. */
@BrowserTest
class ThroughTheBrowserIT {

    private static final String BUTTON = "Choose a credential through this browser";

    /** In the place of the browser's own, which would show a window that no test can press. */
    private static final String BROWSER = """
            window.DigitalCredential = class DigitalCredential {};
            navigator.credentials.get = async ({digital, mediation}) => {
              const data = mediation === 'required' ? await window.phone(JSON.stringify(digital)) : null;
              if (!data) {
                throw new DOMException('nothing chosen', 'NotAllowedError');
              }
              return {protocol: digital.requests[0].protocol, data};
            };
            """;

    /** What the wallet gives for what the page asks; nothing where its owner cancels. */
    @FunctionalInterface
    private interface Wallet {
        @Nullable
        Map<String, String> hand(String digital);
    }

    /** How far what is seen has moved by itself, from the first picture on; -1 where the browser does not count it. */
    private static final String MOVED = """
            window.moved = PerformanceObserver.supportedEntryTypes.includes('layout-shift') ? 0 : -1;
            window.observer = new PerformanceObserver((shifts) =>
              shifts.getEntries().forEach((shift) => { window.moved += shift.value; }));
            window.observer.observe({type: 'layout-shift', buffered: true});
            """;

    private static final String HOW_FAR = """
            () => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => told(
              window.observer.takeRecords().reduce((sum, shift) => sum + shift.value, window.moved)))))
            """;

    private static void assertNothingMoved(Page tab) {
        Assertions.assertThat(tab.evaluate(HOW_FAR)).isEqualTo(0);
        tab.evaluate("document.body.prepend(Object.assign(document.createElement('p'), {id: 'shove'}))");
        tab.evaluate("document.getElementById('shove').textContent = 'What moves is counted.'");
        Assertions.assertThat(((Number) tab.evaluate(HOW_FAR)).doubleValue()).isPositive();
        tab.evaluate("document.getElementById('shove').remove()");
    }

    private static LoginPage open(Town town, Visitor visitor, Wallet wallet) {
        var tab = visitor.tab();
        tab.exposeFunction("phone", arguments -> wallet.hand(String.valueOf(arguments[0])));
        tab.addInitScript(BROWSER);
        var login = begin(town, tab);
        // Keys that are pressed before the script ran would go nowhere.
        assertThat(tab.locator("#digital")).isVisible();
        return login;
    }

    private static LoginPage begin(Town town, Page tab) {
        tab.addInitScript(MOVED);
        tab.navigate(town.app());
        press(tab, "Sign in");
        assertThat(tab.locator("#login")).isVisible();
        return new LoginPage(tab).waitsFor("waiting");
    }

    @Test
    void a_person_signs_in(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = open(town, visitor, digital -> town.phone().hand(digital, town.issuer()));
            assertNothingMoved(login.tab());
            login.look("login-through-the-browser");
            press(login.tab(), BUTTON);
            login.signedIn();
        }
    }

    @Test
    void who_cancels_may_try_again_or_take_the_code(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = open(town, visitor, _ -> null);
            var button = login.tab().locator("#digital");
            for (var time = 0; time < 2; time++) {
                button.press("Enter");
                assertThat(login.tab().locator("#told")).hasText("Nothing was shared. Try again, or use another way.");
                assertThat(button).not().hasAttribute("aria-disabled", "true");
                assertThat(button).isFocused();
            }
            login.waitsFor("waiting").look("login-through-the-browser-cancelled");

            Assertions.assertThat(town.phone().show(town.phone().scan(login.link())))
                    .isInstanceOf(VerifierReply.Accepted.class);
            login.signedIn();
        }
    }

    @Test
    void an_answer_to_another_page_is_refused_on_this_one(Town town) {
        try (var visitor = town.chromium().visitor()) {
            visitor.expectComplaint("400");
            var origins = new ArrayDeque<>(List.of("https://evil.example", town.issuer()));
            var login = open(town, visitor, digital -> town.phone().hand(digital, origins.remove()));
            login.tab().locator("#digital").press("Enter");
            login.waitsFor("refused");
            assertThat(login.tab().locator("#tries")).hasText("You have 4 tries left.");
            assertThat(login.tab().locator("#told")).hasText("");
            assertThat(login.tab().locator("#digital")).isFocused();
            login.tab().locator("#digital").press("Enter");
            login.signedIn();
        }
    }

    /** Its window opens nowhere and waits for good; what the page asks it takes. */
    @Test
    void while_the_browser_s_own_window_is_open_the_code_still_leads_on(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = begin(town, visitor.tab());
            assumeThat(login.tab().evaluate("typeof DigitalCredential")).isEqualTo("function");
            press(login.tab(), BUTTON);
            assertThat(login.tab().locator("#told")).hasText("Your browser is asking for your wallet.");
            assertThat(login.tab().locator("#digital")).hasAttribute("aria-disabled", "true");

            Assertions.assertThat(town.phone().show(town.phone().scan(login.link())))
                    .isInstanceOf(VerifierReply.Accepted.class);
            login.signedIn();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete window.DigitalCredential;",
                "window.DigitalCredential = class { static userAgentAllowsProtocol() { return false; } };"
            })
    void a_browser_that_cannot_shows_the_code_alone(String browser, Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.tab();
            tab.addInitScript(browser);
            var fetched = new ArrayList<String>();
            tab.onRequest(request -> fetched.add(request.url()));
            var login = begin(town, tab);
            assertThat(tab.locator("#digital")).isHidden();
            assertNothingMoved(tab);
            Assertions.assertThat(town.phone().show(town.phone().scan(login.link())))
                    .isInstanceOf(VerifierReply.Accepted.class);
            login.signedIn();
            Assertions.assertThat(fetched)
                    .anyMatch(url -> url.endsWith("/events"))
                    .noneMatch(url -> url.endsWith("/digital-credential"));
        }
    }
}
