package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.ContentEncryption;
import dev.verifier.wallet.EncryptionKey;
import dev.verifier.wallet.EncryptionTampering;
import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletLogin;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Answers are encrypted to a key of their request's own (OpenID4VP 1.0 §8.3.1, {@code direct_post.jwt}), and not read otherwise. */
@VerifierTest
class EncryptedAnswerTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
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

    private JsonNode request(String page) {
        return Browser.requestObject(http, browser.walletLink(page));
    }

    private static JsonNode key(JsonNode request) {
        return request.get("client_metadata").get("jwks").get("keys").get(0);
    }

    @Test
    void a_request_offers_one_key_that_no_other_request_has() {
        var seen = new HashSet<String>();
        for (var login = 0; login < 3; login++) {
            var request = request(browser.begin(Browser.request()));
            assertThat(request.get("response_mode").asString()).isEqualTo("direct_post.jwt");
            assertThat(request.get("client_metadata").get("jwks").get("keys")).hasSize(1);
            var key = key(request);
            assertThat(key.propertyNames()).containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "use", "alg");
            assertThat(key.get("crv").asString()).isEqualTo("P-256");
            assertThat(key.get("alg").asString()).isEqualTo("ECDH-ES");
            assertThat(key.get("use").asString()).isEqualTo("enc");
            assertThat(request.get("client_metadata").get("encrypted_response_enc_values_supported"))
                    .extracting(JsonNode::asString)
                    .containsExactly("A128GCM", "A256GCM");
            var formats = new HashSet<String>();
            request.get("dcql_query")
                    .get("credentials")
                    .forEach(query -> formats.add(query.get("format").asString()));
            assertThat(request.get("client_metadata")
                            .get("vp_formats_supported")
                            .propertyNames())
                    .containsExactlyInAnyOrderElementsOf(formats);
            assertThat(seen.add(key.get("x").asString())).isTrue();
            assertThat(seen.add(key.get("kid").asString())).isTrue();
            assertThat(seen.add(request.get("nonce").asString())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_is_read_however_it_is_encrypted_of_what_was_offered(ContentEncryption enc) {
        var page = browser.begin(Browser.request());
        var asked = Browser.asked(request(page)).encrypting(enc);

        var answer = WORLD.answer(WORLD.person, asked).build();
        assertThat(answer.form()).containsOnlyKeys("response");
        assertThat(browser.post(answer).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    /** The mark of the flow is in the name of the key too. */
    @Test
    void a_wallet_on_this_device_must_come_back_also_with_an_encrypted_answer() {
        var page = browser.begin(Browser.request());
        var here = browser.get(page, "application/json")
                .json()
                .get("openid4vp_same_device")
                .asString();
        var told = browser.post(WORLD.answer(WORLD.person, Browser.asked(Browser.requestObject(http, here)))
                .build());

        assertThat(browser.get(page + "/continue").code()).isEmpty();
        assertThat(browser.get(page + "/continue").status()).isEqualTo(400);
        assertThat(browser.arrive(browser.get(told.json().get("redirect_uri").asString())))
                .containsKey("code");
    }

    @Test
    void that_there_is_no_answer_may_be_said_in_clear_and_encrypted() {
        for (var encrypted : new boolean[] {false, true}) {
            var page = browser.begin(Browser.request());
            var asked = Browser.asked(request(page));
            var declined = new LinkedHashMap<String, String>(Map.of("error", "access_denied"));
            declined.put("state", Objects.requireNonNull(asked.state()));
            var told = encrypted
                    ? browser.post(WORLD.answer(WORLD.person, asked).build().editForm(_ -> declined))
                    : http.post(
                            Surface.WALLET_RESPONSE,
                            asked.refusal(WalletError.ACCESS_DENIED).form());

            assertThat(told.status()).isEqualTo(200);
            assertThat(told.json().get("redirect_uri").asString()).isEqualTo(World.ISSUER + page);
            assertThat(browser.get(page, "application/json")
                            .json()
                            .get("refusal")
                            .asString())
                    .isEqualTo("wallet_declined");
        }
    }

    /** Wallets from before the specification address an answer to where they post it, or to the issuer; in strict they may not. */
    @Test
    void an_answer_may_be_addressed_to_other_names_of_ours_and_to_nobody_else_s() {
        for (var name : List.of(World.ISSUER + Surface.WALLET_RESPONSE, World.ISSUER.toString())) {
            var answer = browser.answer(WORLD, WORLD.person, browser.begin(Browser.request()));

            assertThat(browser.post(answer.presentationAudience("https://evil.example"))
                            .code())
                    .isEqualTo("presentation_wrong_audience");
            assertThat(browser.post(answer.presentationAudience(name)).status()).isEqualTo(200);
        }
    }

    /** VP-19: what is encrypted to one login's key says nothing to another. */
    @Test
    void an_answer_to_one_login_is_none_to_another() {
        var page = browser.begin(Browser.request());
        var honest = browser.answer(WORLD, WORLD.person, page);
        var other = request(browser.begin(Browser.request()));
        var mixed = WORLD.answer(
                        WORLD.person, withKidOf(page, key(other).get("kid").asString()))
                .build();

        assertThat(browser.post(mixed).code()).isEqualTo("response_not_decrypted");
        assertThat(browser.post(honest).status()).isEqualTo(200);
    }

    private Asked withKidOf(String page, String kid) {
        var asked = Browser.asked(request(page));
        var key = Objects.requireNonNull(asked.encryption());
        var jwk = new LinkedHashMap<>(key.jwk());
        jwk.put("kid", kid);
        return new Asked(
                asked.clientId(),
                asked.responseUri(),
                asked.nonce(),
                asked.state(),
                asked.queryId(),
                EncryptionKey.of(jwk, key.enc()));
    }

    @Test
    void what_cannot_be_opened_costs_an_attempt_and_is_shown() {
        var page = browser.begin(Browser.request());
        var honest = browser.answer(WORLD, WORLD.person, page);
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(browser.post(honest.tampered(EncryptionTampering.CIPHERTEXT_CHANGED))
                            .code())
                    .isEqualTo("response_not_decrypted");
        }

        assertThat(browser.get(page, "application/json").json().get("refusal").asString())
                .isEqualTo("response_not_decrypted");
        assertThat(browser.post(honest).code()).isEqualTo("login_over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "....", "e30....", "not a jwe", "a.b.c.d.e", "eyJraWQiOiJ4In0.b.c.d.e"})
    void what_is_no_jwe_finds_no_login(String response) {
        assertThat(http.post(Surface.WALLET_RESPONSE, Map.of("response", response))
                        .code())
                .isEqualTo("wallet_state_unknown");
    }

    @Test
    void the_same_encrypted_answer_again_is_told_the_same_and_one_encrypted_anew_is_late() {
        var page = browser.begin(Browser.request());
        var answer = browser.answer(WORLD, WORLD.person, page);
        var told = browser.post(answer).body();

        assertThat(browser.post(answer).body()).isEqualTo(told);
        assertThat(browser.post(answer.editForm(form -> form)).code()).isEqualTo("login_over");
    }

    /** What a login was told when it began holds, whatever the server is told when it starts again. */
    @ParameterizedTest
    @ValueSource(strings = {"direct_post", "direct_post.jwt"})
    void a_login_that_waits_understands_its_answer_after_a_start_with_another_configuration(String mode) {
        var folder = WORLD.folder.resolve("restarted-" + mode);
        Browser before;
        String page;
        WalletLogin answer;
        try (var server = RunningServer.start(folder, WORLD.arguments("--verifier.openid4vp.response-mode=" + mode))) {
            before = new Browser(server.http());
            page = before.begin(Browser.request());
            answer = before.answer(WORLD, WORLD.person, page);
        }
        assertThat(answer.form().containsKey("vp_token")).isEqualTo(mode.equals("direct_post"));
        var other = mode.equals("direct_post") ? "direct_post.jwt" : "direct_post";
        try (var server = RunningServer.start(
                folder,
                WORLD.arguments(
                        "--verifier.openid4vp.response-mode=" + other, "--verifier.openid4vp.client-id-prefix=did"))) {
            var after = new Browser(server.http());
            after.take(before.cookieHeader());
            assertThat(after.post(answer).status()).isEqualTo(200);
            assertThat(after.arrive(after.get(page + "/continue"))).containsKey("code");
        }
    }
}
