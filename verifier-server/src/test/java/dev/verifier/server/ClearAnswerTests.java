package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletTampering;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where it is configured, answers come in clear (OpenID4VP 1.0 §8.2, {@code direct_post}). */
@VerifierTest
class ClearAnswerTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.openid4vp.response-mode", () -> "direct_post");
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    @Test
    void an_answer_in_clear_is_read_and_no_key_is_offered() {
        var page = browser.begin(Browser.request());
        var request = Browser.requestObject(http, browser.walletLink(page));
        assertThat(request.get("response_mode").asString()).isEqualTo("direct_post");
        assertThat(request.get("client_metadata").propertyNames())
                .containsExactlyInAnyOrder("vp_formats_supported", "client_name");

        var answer = browser.answer(WORLD, WORLD.person, page);
        assertThat(answer.form()).containsOnlyKeys("vp_token", "state");
        assertThat(browser.post(answer).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_STATE, wallet_state_unknown",
        "MISSING_STATE, wallet_state_unknown",
        "MISSING_VP_TOKEN, parameter_invalid",
        "BLANK_VP_TOKEN, vp_token_malformed",
        "VP_TOKEN_IS_A_LIST, vp_token_malformed",
        "VP_TOKEN_IS_A_NUMBER, vp_token_malformed",
        "VP_TOKEN_IS_GARBAGE, vp_token_malformed",
        "ANSWER_AND_ERROR, parameter_invalid",
        "UNREQUESTED_QUERY_ID, answer_not_asked",
        "WRONG_NONCE, presentation_wrong_nonce",
    })
    void what_is_wrong_with_it_is_said(WalletTampering crime, String reason) {
        var page = browser.begin(Browser.request());
        var answer = browser.answer(WORLD, WORLD.person, page);

        assertThat(browser.post(answer.tampered(crime)).code()).isEqualTo(reason);
        assertThat(browser.post(answer).status()).isEqualTo(200);
    }

    /** VP-01: who does not know a state finds no login, whatever it sends instead. */
    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "%00", "%F0%9F%92%A9", "*", "~", "..%2F..", "%27+OR+1%3D1--", "10 KB"})
    void a_state_that_nobody_was_told_finds_nothing(String state) {
        var page = browser.begin(Browser.request());
        var answer = browser.answer(WORLD, WORLD.person, page);
        var vpToken = "vp_token="
                + Http.encoded(Map.of("x", answer.form().getOrDefault("vp_token", "")))
                        .substring(2);
        var stated = "&state=" + (state.equals("10 KB") ? "x".repeat(10_240) : state);

        assertThat(posted(vpToken + stated, FORM).code()).isEqualTo("wallet_state_unknown");
        assertThat(posted(vpToken, FORM).code()).isEqualTo("wallet_state_unknown");
        assertThat(browser.post(answer).status()).isEqualTo(200);
    }

    /** VP-22: an answer is one form in the body, and each thing is said once. */
    @Test
    void an_answer_in_another_form_is_none() {
        var page = browser.begin(Browser.request());
        var answer = browser.answer(WORLD, WORLD.person, page);
        var form = Http.encoded(answer.form());
        var state = "&state=" + answer.form().get("state");

        assertThat(posted(form, "application/json").code()).isEqualTo("content_type");
        assertThat(posted(form, "multipart/form-data; boundary=x").code()).isEqualTo("content_type");
        assertThat(posted(form + state, FORM).code()).isEqualTo("parameter_repeated");
        assertThat(posted(form + "&vp_token=x", FORM).code()).isEqualTo("parameter_repeated");
        assertThat(posted(form + "&response=e30....", FORM).code()).isEqualTo("wallet_state_unknown");
        assertThat(posted("vp_token=x&state=%C0%AF", FORM).code()).isIn("request_malformed", "wallet_state_unknown");
        assertThat(http.get(Surface.WALLET_RESPONSE + "?" + form).code()).isEqualTo("method_not_allowed");
        assertThat(http.send(http.request(Surface.WALLET_RESPONSE + "?" + form)
                                .header("Content-Type", FORM)
                                .POST(BodyPublishers.ofString("")))
                        .code())
                .isEqualTo("parameters_in_url");
        assertThat(browser.post(answer).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    private Http.Answer posted(String body, String type) {
        return http.send(http.request(Surface.WALLET_RESPONSE)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void an_encrypted_answer_that_nobody_asked_for_is_not_read() {
        var page = browser.begin(Browser.request());
        var state = Browser.requestObject(http, browser.walletLink(page))
                .get("state")
                .asString();

        assertThat(http.post(Surface.WALLET_RESPONSE, Map.of("response", "e30....", "state", state))
                        .code())
                .isEqualTo("wallet_state_unknown");
        assertThat(browser.post(browser.answer(WORLD, WORLD.person, page)).status())
                .isEqualTo(200);
    }
}
