package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.follow;
import static dev.verifier.e2e.Visitor.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A person at an app with a back end: a confidential client, which hosts its signed requests and authenticates with its key. */
@BrowserTest
class ConfidentialClientIT {

    @Test
    void a_person_signs_in_stays_so_without_being_asked_again_and_signs_out(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.open(town.office());
            tab.locator("summary").click();
            assertThat(tab.locator("#registration")).containsText("did:key:zDn");
            Looks.at(tab, "office-welcome");
            signIn(tab);

            assertSignedIn(tab);
            Looks.at(tab, "office-signed-in");
            press(tab, "Call the API");
            assertThat(tab.locator("#said")).containsText("knows you");
            assertThat(tab.locator("#answer")).containsText("VATES-A12345678");
            Looks.at(tab, "office-api-called");

            var before = accessTokenId(tab).textContent();
            press(tab, "Refresh the tokens");
            assertThat(tab.locator("#said")).containsText("new tokens");
            assertThat(accessTokenId(tab)).not().hasText(before);
            assertSignedIn(tab);
            Looks.at(tab, "office-refreshed");
            press(tab, "Call the API");
            assertThat(tab.locator("#said")).containsText("knows you");

            var visited = new ArrayList<String>();
            tab.onRequest(request -> visited.add(request.url()));
            press(tab, "Sign out");
            assertThat(tab.locator("#out")).isVisible();
            assertThat(tab).hasURL(town.office() + "/");
            assertThat(visited.stream().anyMatch(url -> url.startsWith(town.issuer() + "/oidc/logout?id_token_hint=")))
                    .as("signed out at Verifier too")
                    .isTrue();
            tab.reload();
            assertThat(tab.locator("#out")).isVisible();
        }
    }

    private static void signIn(Page tab) {
        follow(tab, "Sign in");
        new LoginPage(tab).waitsFor("waiting").look("office-login");
        follow(tab, "Use a web wallet");
        press(tab, "Show it");
        follow(tab, "Continue to");
    }

    private static void assertSignedIn(Page tab) {
        assertThat(tab.locator("#in h1")).containsText("Hello, ");
        assertThat(tab.locator("#email")).containsText("@");
        assertThat(tab.locator("#organisation")).hasText("Acme");
        assertThat(tab.locator("#powers li")).not().hasCount(0);
    }

    private static Locator accessTokenId(Page tab) {
        return tab.locator(".token code").first();
    }

    @Test
    void who_cancels_is_told_so_and_can_begin_anew(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.open(town.office());
            follow(tab, "Sign in");
            follow(tab, "Cancel");

            assertThat(tab.locator("#error")).hasText("access_denied");
            assertThat(tab.locator("#description")).not().isEmpty();
            Looks.at(tab, "office-access-denied");
            follow(tab, "Sign in again");
            new LoginPage(tab).waitsFor("waiting");
        }
    }
}
