package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page speaks what the browser asks for. */
@BrowserTest
class LanguagesIT {

    @ParameterizedTest
    @CsvSource({
        "es-ES, es, Esperando a tu cartera, Lo has rechazado en tu cartera.",
        "ca, ca, Esperant la teva cartera, Ho has rebutjat a la teva cartera.",
        "de-DE, de, Warten auf Ihre Wallet, Sie haben in Ihrer Wallet abgelehnt.",
        "nl-NL, en, Waiting for your wallet, You declined in your wallet."
    })
    void the_login_is_in_the_language_of_the_browser(
            String asked, String spoken, String waiting, String declined, Town town) {
        try (var visitor = town.chromium().visitor(asked)) {
            var tab = visitor.open(town.app());
            Visitor.press(tab, "Sign in");
            var login = new LoginPage(tab).waitsFor("waiting");
            assertThat(tab.locator("html")).hasAttribute("lang", spoken);
            assertThat(tab.locator("#status")).hasText(waiting);
            login.look("login-in-" + spoken);

            town.phone().decline(town.phone().scan(login.link()));
            assertThat(tab.locator("#why")).hasText(declined);
        }
    }
}
