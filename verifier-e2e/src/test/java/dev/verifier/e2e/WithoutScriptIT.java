package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.follow;
import static dev.verifier.e2e.Visitor.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.verifier.wallet.WalletTampering;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of a login in a browser that runs no scripts. The app does: it is another's, so its request is made up here. */
@BrowserTest
class WithoutScriptIT {

    private static LoginPage begin(Visitor visitor, Town town, String clientId, String app) {
        return new LoginPage(visitor.open(town.issuer() + "/oidc/authorize?response_type=code&client_id=" + clientId
                + "&redirect_uri=" + app + "/callback&scope=openid%20learcredential&state=s&nonce=n"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"));
    }

    private static void assertBackAtTheApp(Page tab, String app) {
        assertThat(tab).hasURL(Pattern.compile(".*/callback\\?code=.+"));
        assertThat(tab.url()).startsWith(app);
    }

    @Test
    void the_page_asks_again_by_itself_and_goes_on(Town town) {
        try (var visitor = town.chromium().visitorWithoutScript()) {
            var login = begin(visitor, town, "sample-public-client", town.app()).waitsFor("waiting");
            assertThat(login.scanned()).isEqualTo(login.link());
            login.photograph("without-script-waiting");

            var request = town.phone().scan(login.link());
            login.waitsFor("scanned");
            town.phone().misbehave(request, WalletTampering.WRONG_NONCE);
            login.waitsFor("refused").photograph("without-script-refused");
            assertThat(login.tab().locator("#why")).containsText("was for another sign-in");

            town.phone().show(request);
            assertBackAtTheApp(login.tab(), town.app());
        }
    }

    @Test
    void a_web_wallet_brings_the_person_back_to_be_asked(Town town) {
        try (var visitor = town.chromium().visitorWithoutScript()) {
            var tab = begin(visitor, town, "careful-app", town.carefulApp()).tab();
            follow(tab, "Use a web wallet");
            press(tab, "Show it");
            follow(tab, "Continue to");
            press(tab, "Share and continue");
            assertBackAtTheApp(tab, town.carefulApp());
        }
    }

    @Test
    void cancelling_needs_no_script(Town town) {
        try (var visitor = town.chromium().visitorWithoutScript()) {
            var tab = begin(visitor, town, "sample-public-client", town.app()).tab();
            follow(tab, "Cancel");
            assertThat(tab).hasURL(Pattern.compile(".*[?&]error=access_denied.*"));
        }
    }
}
