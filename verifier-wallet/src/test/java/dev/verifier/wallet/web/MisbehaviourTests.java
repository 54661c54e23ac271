package dev.verifier.wallet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page offers to those who want to see a verifier notice. */
class MisbehaviourTests extends WalletAtHome {
    @ParameterizedTest
    @CsvSource({"wallet.WRONG_NONCE, nonce", "wallet.HOLDER_NOT_SUBJECT, holder", "presentation.ALG_NONE, signature"})
    void misbehaves_and_is_noticed(String crime, String reason) {
        var result = browser.submit(ask(), Map.of("decision", "show", "choice", "0", "tamper", crime));
        assertThat(result.text()).contains("It noticed.").contains(reason);
    }

    @Test
    void gets_away_with_it_where_nobody_looks() {
        var result = browser.submit(ask(), Map.of("decision", "show", "choice", "0", "tamper", "chain.SELF_SIGNED"));
        assertThat(result.heading()).isEqualTo("You got away with it");
    }

    @Test
    void answers_in_every_form_it_offers() {
        var forms = ask().attributes("//select[@id='form']/option", "value");
        verifier.replying(200, "{}");
        for (var form : forms) {
            var result = browser.submit(ask(), Map.of("decision", "show", "choice", "0", "form", form));
            assertThat(result.status()).as(form).isEqualTo(200);
        }
        assertThat(verifier.answers()).hasSameSizeAs(forms);
        assertThat(verifier.answers().getLast()).containsKey("presentation_submission");
    }

    @Test
    void offers_crimes_that_need_a_seal_only_with_one() throws IOException {
        assertThat(ask().attributes("//option", "value")).contains("chain.SELF_SIGNED", "wallet.WRONG_STATE");
        browser.close();
        server.close();
        serve(new DemoWallet(ANN, List.of(E3), null));
        var ask = ask();
        assertThat(ask.attributes("//option", "value"))
                .doesNotContain("chain.SELF_SIGNED")
                .contains("wallet.UNSIGNED");
        var forged = browser.submit(ask, Map.of("decision", "show", "choice", "0", "tamper", "chain.SELF_SIGNED"));
        assertThat(forged.status()).isEqualTo(400);
    }

    @Test
    void says_so_where_a_crime_does_not_show() {
        var fields = Map.of("decision", "show", "choice", "0", "tamper", "wallet.EMPTY_VP_TOKEN", "form", "JWT");
        assertThat(browser.submit(ask(), fields).heading()).isEqualTo("This cannot be sent");
        assertThat(verifier.answers()).isEmpty();
    }
}
