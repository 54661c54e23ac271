package dev.verifier.wallet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalletServerTests extends WalletAtHome {
    @Test
    void shows_what_is_held() {
        var start = browser.open("/");
        assertThat(start.heading()).isEqualTo("Your wallet");
        assertThat(start.texts("//article//dd"))
                .contains("Ann Lee", "ann@acme.example", "ann@sales.example", "Execute – Onboarding", "1 March 2027");
        assertThat(start.texts("//footer")).singleElement().asString().contains("demos and tests");
    }

    @Test
    void says_who_asks_and_for_what() {
        var ask = ask();
        assertThat(ask.status()).isEqualTo(200);
        assertThat(ask.heading()).contains(verifier.origin().getRawAuthority());
        assertThat(ask.texts("//section[@aria-labelledby='who']"))
                .singleElement()
                .asString()
                .contains(verifier.clientId(), "Acme Market", "Verified", "Nobody vouches");
        assertThat(ask.texts("//section[@aria-labelledby='what']//li")).containsExactly("Employee’s mandate");
        assertThat(ask.attributes("//input[@type='radio']", "value")).containsExactly("0", "1");
        assertThat(ask.attributes("//input[@checked]", "value")).containsExactly("0");
    }

    @Test
    void says_in_words_which_claims_are_wanted() {
        verifier.with(
                "dcql_query",
                Map.of(
                        "credentials",
                        List.of(Map.of(
                                "id",
                                "q",
                                "format",
                                "jwt_vc_json",
                                "meta",
                                Map.of(),
                                "claims",
                                List.of(
                                        Map.of("path", List.of("credentialSubject", "mandate", "mandatee", "email")),
                                        Map.of("path", List.of("credentialSubject", "mandate", "power")))))));
        assertThat(ask().texts("//section[@aria-labelledby='what']//li"))
                .containsExactly("Any credential, for: e-mail address, what you may do");
    }

    @Test
    void signs_in_and_goes_back_to_the_service() {
        verifier.redirectingTo("https://verifier.example/login/1?response_code=a&b=c");
        var result = browser.submit(ask(), SHOW);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.heading()).startsWith("Done");
        assertThat(result.attributes("//main//a", "href"))
                .containsExactly("https://verifier.example/login/1?response_code=a&b=c");
        assertThat(verifier.answers()).hasSize(1);
    }

    @Test
    void signs_in_on_another_screen_with_the_credential_that_was_picked() {
        var result = browser.submit(ask(), Map.of("decision", "show", "choice", "1"));
        assertThat(result.text()).contains("other screen");
        assertThat(result.all("//main//a")).isEmpty();
        assertThat(verifier.answers().getFirst().get("vp_token")).startsWith("{\"employee_w3c\":[\"");
    }

    @Test
    void reads_what_was_pasted_at_either_door() {
        var pasted = "request=" + URLEncoder.encode(verifier.link().toString(), UTF_8);
        assertThat(browser.open("/present?" + pasted).heading()).contains("wants to know who you are");
        assertThat(browser.open("/?" + pasted).heading()).contains("wants to know who you are");
        var post = "request=" + URLEncoder.encode(verifier.linkToPost().toString(), UTF_8);
        assertThat(browser.open("/present?" + post).heading()).contains("wants to know who you are");
    }

    @Test
    void declines() {
        var result = browser.submit(ask(), Map.of("decision", "decline"));
        assertThat(result.heading()).isEqualTo("You declined");
        assertThat(verifier.answers()).containsExactly(Map.of("error", "access_denied", "state", "state-1"));
    }

    @Test
    void has_nothing_to_show_but_can_decline() throws IOException {
        browser.close();
        server.close();
        serve(new DemoWallet(ANN, List.of(), null));
        assertThat(browser.open("/").text()).contains("empty");
        var ask = ask();
        assertThat(ask.attributes("//button", "value")).containsExactly("decline");
        assertThat(browser.submit(ask, Map.of("decision", "decline")).heading()).isEqualTo("You declined");
        assertThat(browser.submit(ask(), SHOW).status()).isEqualTo(400);
        assertThat(verifier.answers()).hasSize(1);
    }

    @Test
    void shows_a_refusal_with_its_reason_and_a_way_back() {
        verifier.replying(400, """
                {"error":"access_denied","error_description":"<b>revoked</b>","error_id":"7f3a"}""");
        var result = browser.submit(ask(), SHOW);
        assertThat(result.texts("//dd")).containsExactly("<b>revoked</b>", "access_denied", "7f3a", "400");
        var again = result.attributes("//main//a", "href").getFirst();
        assertThat(browser.open(again).heading()).contains("wants to know who you are");
    }

    @Test
    void says_so_when_the_verifier_is_gone() {
        var ask = ask();
        verifier.close();
        var result = browser.submit(ask, SHOW);
        assertThat(result.status()).isEqualTo(502);
        assertThat(result.heading()).startsWith("No answer from");
    }

    /** WCAG 2.2: 1.3.1, 2.4.1, 2.4.2, 2.4.6, 3.1.1, 3.3.2, 4.1.2, as far as markup alone shows it. */
    @Test
    void can_be_used_without_seeing_it() {
        verifier.replying(400, "{\"error\":\"access_denied\"}");
        var ask = ask();
        var screens = List.of(
                browser.open("/"),
                ask,
                browser.submit(ask, SHOW),
                browser.open("/present?request=hello"),
                browser.open("/nothing"));
        for (var screen : screens) {
            assertThat(screen.attributes("/html", "lang")).containsExactly("en");
            assertThat(screen.all("//h1")).hasSize(1);
            assertThat(screen.texts("//title").getFirst()).startsWith(screen.heading());
            assertThat(screen.all("/html/body/header | /html/body/main | /html/body/footer"))
                    .hasSize(3);
            assertThat(screen.attributes("//a[@class='skip']", "href")).containsExactly("#content");
            assertThat(screen.all("//main[@id='content']")).hasSize(1);
            assertThat(screen.attributes("//*[@id]", "id")).doesNotHaveDuplicates();
            assertThat(screen.attributes("//label", "for"))
                    .containsExactlyInAnyOrderElementsOf(
                            screen.attributes("//textarea | //select | //input[not(@type='hidden')]", "id"));
            assertThat(screen.attributes("//*[@id]", "id"))
                    .containsAll(screen.attributes("//*[@aria-labelledby]", "aria-labelledby"))
                    .containsAll(screen.attributes("//*[@aria-describedby]", "aria-describedby"));
        }
        assertThat(screens).extracting(Screen::heading).doesNotHaveDuplicates();
        assertThat(ask.all("//fieldset[legend]//input[@type='radio']")).hasSize(2);
    }
}
