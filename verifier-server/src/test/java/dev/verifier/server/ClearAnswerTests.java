package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletTampering;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
