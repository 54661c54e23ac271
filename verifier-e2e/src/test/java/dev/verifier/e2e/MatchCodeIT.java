package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.follow;
import static dev.verifier.e2e.Visitor.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person at a desk whose wallet is on a phone, at an app that wants the phone's code; and somebody who has only their QR code. */
@BrowserTest
class MatchCodeIT {

    /** The phone's wallet answers, and opens what it is told in the phone's browser. */
    private static Page answer(Town town, LoginPage login, Visitor phone) {
        var reply = town.phone().show(town.phone().scan(login.link()));
        return phone.open(Objects.requireNonNull(((VerifierReply.Accepted) reply).redirectUri())
                .toString());
    }

    private static String digits(Page phone) {
        return phone.locator("#digits").innerText();
    }

    private static String another(String code) {
        return (code.startsWith("9") ? "0" : "9") + code.substring(1).replace(" ", "");
    }

    @Test
    void the_code_on_the_phone_is_typed_at_the_desk(Town town) {
        try (var visitor = town.chromium().visitor();
                var phone = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.watchfulApp()).waitsFor("waiting");
            var shown = answer(town, login, phone);
            assertThat(shown.locator("h1")).containsText("You are signing in to");
            Looks.at(shown, "match-on-phone");

            assertThat(login.tab().locator("#code")).isFocused();
            assertThat(login.tab().locator("#digits")).hasCount(0);
            Looks.at(login.tab(), "match");
            login.tab().locator("#code").focus();
            login.tab().keyboard().type(digits(shown));
            login.tab().keyboard().press("Enter");
            login.signedIn();
        }
    }

    @Test
    void a_wrong_code_is_said_and_the_right_one_still_counts(Town town) {
        try (var visitor = town.chromium().visitor();
                var phone = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.watchfulApp()).waitsFor("waiting");
            var shown = answer(town, login, phone);
            login.tab().getByLabel("Type the code your phone shows").fill(another(digits(shown)));
            press(login.tab(), "Continue");
            assertThat(login.tab().locator("[role=alert]")).containsText("You have 4 tries left.");
            Looks.at(login.tab(), "match-wrong");

            login.tab().locator("#code").fill(digits(shown));
            press(login.tab(), "Continue");
            login.signedIn();
        }
    }

    @Test
    void who_guesses_is_sent_to_begin_anew(Town town) {
        try (var visitor = town.chromium().visitor();
                var phone = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.watchfulApp()).waitsFor("waiting");
            var wrong = another(digits(answer(town, login, phone)));
            for (var tries = 4; tries >= 0; tries--) {
                login.tab().locator("#code").fill(wrong);
                press(login.tab(), "Continue");
                assertThat(login.tab().locator(".tries"))
                        .containsText(tries == 0 ? "No tries" : tries == 1 ? "one try" : tries + " tries");
            }
            login.waitsFor("refused").look("match-over");
            assertThat(login.tab().locator("#why")).hasText("The code was not the one on your phone.");

            follow(login.tab(), "Try again");
            var shown = answer(town, login.waitsFor("waiting"), phone);
            login.tab().locator("#code").fill(digits(shown));
            press(login.tab(), "Continue");
            login.signedIn();
        }
    }

    @Test
    void who_has_only_shown_a_qr_code_to_somebody_gets_nowhere(Town town) {
        try (var attacker = town.chromium().visitor();
                var victim = town.chromium().visitor()) {
            var login = LoginPage.from(attacker, town.watchfulApp()).waitsFor("waiting");
            var shown = answer(town, login, victim);
            assertThat(shown.locator("main")).containsText("Tell this code to nobody");

            assertThat(login.tab().locator("#code")).isVisible();
            var page = login.tab().url();
            for (var path : new String[] {page, page + "/continue", shown.url()}) {
                login.tab().navigate(path);
                assertThat(login.tab().locator("#code")).isVisible();
                assertThat(login.tab().locator("#digits")).hasCount(0);
            }
            follow(login.tab(), "Cancel");
            assertThat(login.tab().locator("#error")).hasText("access_denied");
        }
    }

    @Test
    void it_needs_no_script(Town town) {
        try (var visitor = town.chromium().visitorWithoutScript();
                var phone = town.chromium().visitorWithoutScript()) {
            var login = new LoginPage(visitor.open(town.issuer()
                            + "/oidc/authorize?response_type=code&client_id=watchful-app&redirect_uri="
                            + town.watchfulApp() + "/callback&scope=openid%20learcredential&state=s&nonce=n"
                            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"))
                    .waitsFor("waiting");
            var shown = answer(town, login, phone);
            assertThat(login.tab().locator("#code")).isVisible();
            login.tab().locator("#code").fill(another(digits(shown)));
            press(login.tab(), "Continue");
            assertThat(login.tab().locator("[role=alert]")).containsText("You have 4 tries left.");
            login.tab().locator("#code").fill(digits(shown));
            press(login.tab(), "Continue");

            assertThat(login.tab()).hasURL(Pattern.compile(".*/callback\\?code=.+"));
            assertThat(login.tab().url()).startsWith(town.watchfulApp());
        }
    }
}
