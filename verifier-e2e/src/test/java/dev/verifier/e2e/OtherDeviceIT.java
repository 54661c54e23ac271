package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.follow;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.verifier.wallet.WalletTampering;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A person whose wallet is on a phone, and whose desktop follows. */
@BrowserTest
class OtherDeviceIT {

    @Test
    void the_code_on_the_screen_signs_the_person_in_without_a_touch_of_the_keyboard(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            assertThat(login.scanned()).isEqualTo(login.link());

            var request = town.phone().scan(login.scanned());
            login.waitsFor("scanned").look("login-scanned");
            assertThat(town.phone().show(request)).isInstanceOf(VerifierReply.Accepted.class);
            login.signedIn();
        }
    }

    @Test
    void a_browser_that_does_not_go_on_by_itself_has_a_link(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            // To stay where one is.
            login.tab().route("**/continue", route -> route.fulfill(new FulfillOptions().setStatus(204)));
            town.phone().show(town.phone().scan(login.link()));
            login.waitsFor("done").look("login-done");
            assertThat(login.tab().locator("#continue")).isFocused();

            login.tab().unroute("**/continue");
            follow(login.tab(), "Continue");
            login.signedIn();
        }
    }

    @Test
    void a_reason_that_the_page_has_no_words_for_is_not_said_to_be_anybody_s_fault(Town town) {
        try (var visitor = town.chromium().visitor()) {
            visitor.onEvery("**/events", "id: 3\nevent: failed\ndata: not_thought_of_yet\n\n");
            var login = LoginPage.from(visitor, town.app()).waitsFor("refused");
            assertThat(login.tab().locator("#why")).hasText("The answer of your wallet was not accepted.");
            assertThat(login.tab().locator("#tries")).hasText("You have 3 tries left.");
        }
    }

    @Test
    void a_refusal_is_explained_and_an_honest_answer_still_counts(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            var request = town.phone().scan(login.link());
            login.waitsFor("scanned");

            assertThat(town.phone().misbehave(request, WalletTampering.WRONG_NONCE))
                    .isInstanceOf(VerifierReply.Refused.class);
            login.waitsFor("refused").look("login-refused");
            assertThat(login.tab().locator("#why"))
                    .hasText("The answer of your wallet was for another sign-in, or came too late.");
            assertThat(login.tab().locator("#tries")).hasText("You have 4 tries left.");

            town.phone().show(request);
            login.signedIn();
        }
    }

    @Test
    void after_too_many_refusals_the_person_begins_anew(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            var request = town.phone().scan(login.link());
            for (var attempt = 0; attempt < 5; attempt++) {
                town.phone().decline(request);
            }
            assertThat(login.tab().locator("#tries")).hasText("No tries are left.");
            login.look("login-exhausted");

            follow(login.tab(), "Try again");
            town.phone().show(town.phone().scan(login.waitsFor("waiting").link()));
            login.signedIn();
        }
    }

    @Test
    void another_browser_sees_nothing_of_a_login_and_cannot_take_it_over(Town town) {
        try (var visitor = town.chromium().visitor();
                var stranger = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            stranger.expectComplaint("the server responded with a status of 40");
            var elsewhere = stranger.open(login.tab().url());
            assertThat(elsewhere.locator("body")).containsText("This sign-in was started in another browser.");
            assertThat(elsewhere.locator("[data-openid4vp]")).hasCount(0);
            Looks.at(elsewhere, "login-elsewhere");

            var held = new ArrayList<Route>();
            login.tab().route("**/continue", held::add);
            var reply = town.phone().show(town.phone().scan(login.link()));
            var back = Objects.requireNonNull(((VerifierReply.Accepted) reply).redirectUri());
            var phoneBrowser = stranger.open(back.toString());
            assertThat(phoneBrowser.locator("h1")).hasText("Your wallet has answered");
            assertThat(phoneBrowser.url()).startsWith(town.issuer());
            Looks.at(phoneBrowser, "look-at-your-other-screen");

            login.tab().waitForCondition(() -> !held.isEmpty());
            held.forEach(Route::resume);
            login.signedIn();
        }
    }

    @Test
    void two_tabs_sign_in_at_once_and_each_gets_its_own(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var first = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            var second = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            assertThat(first.link()).isNotEqualTo(second.link());

            town.phone().show(town.phone().scan(second.link()));
            second.signedIn();
            first.waitsFor("waiting");
            town.phone().show(town.phone().scan(first.link()));
            first.signedIn();
        }
    }
}
