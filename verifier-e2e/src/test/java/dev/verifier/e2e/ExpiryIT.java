package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.follow;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not as usual: one in a hurry, and one that is started again meanwhile. */
@BrowserTest
class ExpiryIT {

    @TempDir
    private Path folder;

    @Test
    void when_the_time_is_over_the_person_starts_again_from_the_page() throws Exception {
        try (var town = new Town(folder, "--verifier.login.timeout=6s");
                var visitor = town.chromium().visitor()) {
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            login.waitsFor("expired").look("login-expired");
            assertThat(login.tab().locator("#retry")).isFocused();
            follow(login.tab(), "Try again");
            town.phone().show(town.phone().scan(login.waitsFor("waiting").link()));
            login.signedIn();

            var late = LoginPage.from(visitor, town.app()).waitsFor("expired");
            follow(late.tab(), "Cancel");
            assertThat(late.tab().locator("#error")).hasText("access_denied");
        }
    }

    @Test
    void a_login_that_waits_survives_a_restart_of_the_server() throws Exception {
        try (var town = new Town(folder);
                var visitor = town.chromium().visitor()) {
            // Nobody begins to wait at a server that stops: it says 503, and then nothing.
            visitor.expectComplaint(
                    "net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET)|status of 503");
            var login = LoginPage.from(visitor, town.app()).waitsFor("waiting");
            var before = login.link();
            assertThat(town.stopServer())
                    .as("it waits for requests that are under way, but not for who waits for a wallet")
                    .isLessThan(Duration.ofSeconds(20));
            town.startServerAgain();

            town.phone().show(town.phone().scan(before));
            login.signedIn();
        }
    }
}
