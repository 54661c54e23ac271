package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.follow;
import static dev.verifier.e2e.Visitor.press;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** A person whose wallet is in the same browser. */
@BrowserTest
class SameDeviceIT {

    @Test
    void a_person_signs_in_with_a_web_wallet_and_the_app_calls_an_api(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.open(town.app());
            Looks.at(tab, "app-welcome");
            press(tab, "Sign in");
            new LoginPage(tab).waitsFor("waiting").look("login-waiting");

            follow(tab, "Use a web wallet");
            assertThat(tab.locator("h1")).containsText("wants to know who you are");
            Looks.at(tab, "wallet-asks");
            press(tab, "Show it");
            Looks.at(tab, "wallet-done");
            follow(tab, "Continue to");

            assertSignedIn(tab);
            Looks.at(tab, "app-signed-in");
            press(tab, "Call the API");
            assertThat(tab.locator("#called")).containsText("knows you");
            assertThat(tab.locator("#answer")).containsText("VATES-A12345678");
            assertThat(tab.locator("#userinfo")).containsText("\"email\"");
            Looks.at(tab, "app-api-called");

            tab.reload();
            assertSignedIn(tab);
            press(tab, "Sign out");
            assertThat(tab.locator("#out")).isVisible();
            tab.reload();
            assertThat(tab.locator("#out")).isVisible();
        }
    }

    private static void assertSignedIn(Page tab) {
        assertThat(tab.locator("#in h1")).containsText("Hello, ");
        assertThat(tab.locator("#email")).containsText("@");
        assertThat(tab.locator("#organisation")).hasText("Acme");
        assertThat(tab.locator("#powers li")).not().hasCount(0);
    }

    @Test
    void a_wallet_in_another_tab_takes_the_link_as_text(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            var wallet = visitor.open(town.webWallet());
            Looks.at(wallet, "wallet-start");
            wallet.locator("#request").fill(login.link());
            press(wallet, "Look at the request");
            press(wallet, "Show it");

            assertThat(wallet.locator("h1")).containsText("knows who you are");
            login.signedIn();
        }
    }

    @Test
    void who_declines_in_the_wallet_may_think_again(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app());
            var tab = login.tab();
            follow(tab, "Use a web wallet");
            press(tab, "Decline");
            assertThat(tab.locator("h1")).hasText("You declined");
            Looks.at(tab, "wallet-declined");
            follow(tab, "Continue to");

            login.waitsFor("refused").look("login-declined");
            assertThat(tab.locator("#why")).hasText("You declined in your wallet.");
            follow(tab, "Use a web wallet");
            press(tab, "Show it");
            follow(tab, "Continue to");
            login.signedIn();
        }
    }

    @Test
    void who_cancels_is_told_so_by_the_app_and_can_begin_anew(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = LoginPage.from(visitor, town.app()).tab();
            follow(tab, "Cancel");

            assertThat(tab.locator("#error")).hasText("access_denied");
            assertThat(tab.locator("#description")).not().isEmpty();
            Looks.at(tab, "app-access-denied");
            press(tab, "Sign in again");
            new LoginPage(tab).waitsFor("waiting");
        }
    }

    @Test
    void a_wallet_that_cheats_is_found_out_and_may_behave_then(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app());
            var tab = login.tab();
            follow(tab, "Use a web wallet");
            tab.locator("summary").click();
            tab.locator("#tamper").selectOption("wallet.WRONG_NONCE");
            Looks.at(tab, "wallet-misbehaves");
            press(tab, "Show it");
            assertThat(tab.locator(".notice")).containsText("It noticed");
            Looks.at(tab, "wallet-found-out");

            follow(tab, "Look at the request again");
            press(tab, "Show it");
            follow(tab, "Continue to");
            login.signedIn();
        }
    }
}
