package dev.verifier.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.verifier.e2e.Visitor.press;

import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A developer whose client is refused pastes its assertion into the playground, in a browser with and without scripts. */
@BrowserTest
class PlaygroundIT {

    private static String strangersAssertion(Town town) {
        var stranger = WalletKey.generate(new SecureRandom());
        return stranger.sign(
                Map.of("typ", "JWT", "kid", stranger.did()),
                Map.of(
                        "iss", stranger.did(),
                        "sub", stranger.did(),
                        "aud", town.issuer(),
                        "jti", "1",
                        "exp", Instant.now().plusSeconds(60).getEpochSecond()));
    }

    @Test
    void what_is_pasted_is_explained_on_the_same_page(Town town) {
        try (var visitor = town.chromium().visitor()) {
            var tab = visitor.open(town.issuer() + "/playground");
            Looks.at(tab, "playground");

            tab.getByLabel("What was made").fill(strangersAssertion(town));
            press(tab, "Explain");

            assertThat(tab.locator("#found")).containsText("0 passed, 1 failed");
            assertThat(tab.locator(".checks .failed")).containsText("compare client_id with the trusted services list");
            Looks.at(tab, "playground-explained");
        }
    }

    @Test
    void it_needs_no_script_and_shows_no_private_key(Town town) {
        try (var visitor = town.chromium().visitorWithoutScript()) {
            var tab = visitor.open(town.issuer() + "/playground");
            tab.getByLabel("What was made")
                    .fill(WalletKey.generate(new SecureRandom()).toPem());
            press(tab, "Explain");

            assertThat(tab.locator("#found")).containsText("nothing was looked at");
            assertThat(tab.locator("#result")).containsText("a private key");
            assertThat(tab.getByLabel("What was made")).hasValue("");
        }
    }
}
