package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.press;

import org.junit.jupiter.api.Test;

/** A client that is registered so that people are asked before it learns who they are. */
@BrowserTest
class ConsentIT {

    @Test
    void the_person_sees_what_is_shared_and_agrees(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.carefulApp()).waitsFor("waiting");
            town.phone().show(town.phone().scan(login.link()));
            assertThat(login.tab().locator(".claims")).containsText("@");
            assertThat(login.tab().locator(".claims")).containsText("Acme");
            login.look("consent");

            press(login.tab(), "Share and continue");
            login.signedIn();
        }
    }

    @Test
    void who_does_not_share_is_not_signed_in(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.carefulApp()).waitsFor("waiting");
            town.phone().show(town.phone().scan(login.link()));
            press(login.tab(), "Do not share");

            assertThat(login.tab().locator("#error")).hasText("access_denied");
            login.tab().reload();
            assertThat(login.tab().locator("#out")).isVisible();
        }
    }
}
