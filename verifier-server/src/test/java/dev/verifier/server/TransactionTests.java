package dev.verifier.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client has something authorized by who signs in (OpenID4VP 1.0 §5.1, §8.4) */
@VerifierTest
class TransactionTests {

    private static final World WORLD = new World();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SD_JWT = "employee_sd_jwt";
    private static final String PAYMENT_JSON =
            "{\"type\":\"org.example.payment\",\"credential_ids\":[\"employee_sd_jwt\"],\"payee\":\"Ann\",\"amount\":\"7 EUR\"}";
    private static final String PAYMENT = entry(PAYMENT_JSON);

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        client("paying-app", "transactionData: [org.example.payment]");
        client("plain-app", "transactionData: [org.example.gift]");
        append("issuers.yaml", "    - credentialsType: \"" + SdJwtType.SE.vct() + "\"\n");
        WORLD.describe(registry);
        registry.add("verifier.login.single-sign-on", () -> "1h");
    }

    private static void client(String id, String more) {
        append("clients.yaml", """
                  - clientId: "%s"
                    redirectUris: ["https://%s.example/callback"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                    scopes: ["openid_learcredential"]
                    %s
                """.formatted(id, id, more));
    }

    private static void append(String file, String text) {
        try {
            Files.writeString(WORLD.folder.resolve(file), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static String entry(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static Map<String, String> request(String client, String transactionData) {
        var request = Browser.requestOf(client, "https://" + client + ".example/callback");
        request.put("transaction_data", transactionData);
        return request;
    }

    private static Map<String, String> request(List<String> entries) {
        return request("paying-app", JSON.writeValueAsString(entries));
    }

    private JsonNode asked(String page) {
        return Browser.requestObject(http, browser.walletLink(page));
    }

    private static WalletLogin answer(JsonNode asked) {
        return WORLD.answer(WORLD.person, Browser.asked(asked).under(SD_JWT))
                .sdJwt(SdJwtType.SE)
                .build();
    }

    private static WalletLogin signing(WalletLogin answer, String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
            var hashes = List.of(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
            return answer.editPresentation(draft -> draft.with("transaction_data_hashes", hashes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void who_signs_in_authorizes_what_the_client_sent_character_by_character() {
        var page = browser.begin(request(List.of(PAYMENT)));
        var asked = asked(page);

        assertThat(asked.get("transaction_data")).extracting(JsonNode::asString).containsExactly(PAYMENT);
        assertThat(browser.post(answer(asked)).code()).isEqualTo("transaction_data_not_authorized");
        assertThat(browser.post(signing(answer(asked), PAYMENT + "A")).code())
                .isEqualTo("transaction_data_hash_differs");
        assertThat(browser.post(WORLD.answer(WORLD.person, Browser.asked(asked)).build())
                        .code())
                .as("another format cannot")
                .isEqualTo("transaction_data_not_authorized");
        assertThat(browser.post(signing(answer(asked), PAYMENT)).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @Test
    void nobody_has_authorized_anything_by_having_signed_in_before() {
        browser.signIn(WORLD, WORLD.person, Browser.requestOf("paying-app", "https://paying-app.example/callback"));
        var silently = request(List.of(PAYMENT));
        silently.put("prompt", "none");

        assertThat(browser.arrive(browser.authorize(silently))).containsEntry("error", "login_required");
        assertThat(browser.walletLink(browser.begin(request(List.of(PAYMENT))))).startsWith("openid4vp://");
    }

    @Test
    void a_client_that_is_not_registered_for_it_gets_nothing_authorized() {
        var answer = browser.authorize(request("plain-app", JSON.writeValueAsString(List.of(PAYMENT))));

        assertThat(browser.arrive(answer)).containsEntry("error", "unauthorized_client");
        var gift = PAYMENT_JSON.replace("payment", "gift");
        assertThat(browser.arrive(browser.authorize(request(List.of(PAYMENT, entry(gift))))))
                .as("of a type that is not its own")
                .containsEntry("error", "unauthorized_client");
    }

    /** The control is {@link #who_signs_in_authorizes_what_the_client_sent_character_by_character()}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credential_ids\":[\"employee_sd_jwt\"]}",
                "{\"type\":\"org.example.payment\"}",
                "{\"type\":\"org.example.payment\",\"credential_ids\":[]}",
                "{\"type\":\"org.example.payment\",\"credential_ids\":[\"employee_sd_jwt\",\"nobody\"]}",
                "{\"type\":\"org.example.payment\",\"credential_ids\":[\"employee\"]}",
                "{\"type\":\"org.example.payment\",\"credential_ids\":[\"employee_sd_jwt\",\"employee\"]}",
                "{\"type\":\"org.example.payment\",\"type\":\"gift\",\"credential_ids\":[\"employee_sd_jwt\"]}",
                "[]",
                "no JSON"
            })
    void what_nobody_here_could_authorize_is_refused(String json) {
        var arrived = browser.arrive(browser.authorize(request(List.of(entry(json)))));

        assertThat(arrived).containsEntry("error", "invalid_transaction_data");
    }

    @Test
    void nor_is_the_same_authorized_twice() {
        var arrived = browser.arrive(browser.authorize(request(List.of(PAYMENT, PAYMENT))));

        assertThat(arrived).containsEntry("error", "invalid_transaction_data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[7]", "[\"\"]", "[\"e30=\"]", "[\"e 30\"]"})
    void what_is_no_list_of_entries_is_refused(String parameter) {
        var arrived = browser.arrive(browser.authorize(request("paying-app", parameter)));

        assertThat(arrived).containsEntry("error", "invalid_transaction_data");
    }
}
