package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConsoleMessageOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the recipe for oidc-client-ts says of {@code automaticSilentRenew}: the sample app, with that one setting changed. */
@BrowserTest
class SilentRenewalIT {

    private static final String SETTING = "automaticSilentRenew: false,";

    /** Long before the hour is over, that is at once: a token that is about to end is renewed so as soon as it is there. */
    private static final String SWITCHED_ON =
            "automaticSilentRenew: true, accessTokenExpiringNotificationTimeInSeconds: 3599,";

    /** What the library then tries, and the app's policy does not let it. */
    private static final String FRAME = "Framing ";

    @Test
    void with_a_refresh_token_the_library_renews_by_itself_again_and_again(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.tab();
            switchOn(tab);
            var first = tab.waitForResponse(SilentRenewalIT::renews, () -> signIn(town, tab, town.lastingApp()));
            assertThat(first.status()).isEqualTo(200);
            var second = tab.waitForResponse(SilentRenewalIT::renews, () -> {});
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.request().postData()).isNotEqualTo(first.request().postData());
            assertThat(tab.frames()).hasSize(1);

            Visitor.press(tab, "Call the API");
            assertThat(tab.locator("#called")).containsText("knows you");
        }
    }

    @Test
    void without_one_nothing_is_renewed_and_the_person_stays_signed_in(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.tab();
            switchOn(tab);
            var renewals = new ArrayList<String>();
            tab.onResponse(response -> {
                if (renews(response)) {
                    renewals.add(response.url());
                }
            });
            visitor.expectComplaint(FRAME);
            tab.waitForConsoleMessage(
                    new WaitForConsoleMessageOptions()
                            .setPredicate(message -> message.text().startsWith(FRAME)),
                    () -> signIn(town, tab, town.app()));

            assertThat(renewals).isEmpty();
            assertThat(tab.locator("#in h1")).containsText("Hello, ");
        }
    }

    private static void switchOn(Page tab) {
        tab.route("**/app.js", route -> {
            var source = route.fetch().text();
            assertThat(source).contains(SETTING);
            route.fulfill(new FulfillOptions()
                    .setContentType("text/javascript")
                    .setBody(source.replace(SETTING, SWITCHED_ON)));
        });
    }

    private static void signIn(Town town, Page tab, String app) {
        tab.navigate(app);
        Visitor.press(tab, "Sign in");
        var login = new LoginPage(tab).waitsFor("waiting");
        town.phone().show(town.phone().scan(login.link()));
        login.signedIn();
    }

    private static boolean renews(Response response) {
        return response.url().endsWith("/oidc/token")
                && Objects.requireNonNullElse(response.request().postData(), "").contains("grant_type=refresh_token");
    }
}
