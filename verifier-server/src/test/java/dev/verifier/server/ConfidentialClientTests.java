package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Clients that authenticate redeem their codes. PKCE is theirs to use or not, unless they are registered for it, and once used it is
 * never dropped (RFC 9700 §4.8.2).
 */
@VerifierTest
class ConfidentialClientTests {

    private static final World WORLD = new World();
    private static final String CALLBACK = "https://office.example/callback";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        Files.writeString(
                WORLD.folder.resolve("clients.yaml"),
                client("office", "requireProofKey: false")
                        + client("canteen", "requireProofKey: false")
                        + client("back-office", "requireProofKey: true"),
                StandardOpenOption.APPEND);
        WORLD.describe(registry);
    }

    private static String client(String id, String more) {
        return """
                  - clientId: "%s"
                    redirectUris: ["%s", "%s/other"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_basic"]
                    clientSecret: "{noop}secret of %s"
                    authorizationGrantTypes: ["authorization_code"]
                    %s
                """.formatted(id, CALLBACK, CALLBACK, id, more).indent(0);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private static Map<String, String> request(String client, boolean pkce) {
        var request = Browser.request();
        request.put("client_id", client);
        request.put("redirect_uri", CALLBACK);
        if (!pkce) {
            request.remove("nonce");
            request.remove("code_challenge");
            request.remove("code_challenge_method");
        }
        return request;
    }

    /** The form that redeems a new code. */
    private Map<String, String> redemption(String client, boolean pkce) {
        var arrived = new Browser(http).signIn(WORLD, WORLD.person, request(client, pkce));
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", arrived.getOrDefault("code", ""));
        form.put("redirect_uri", CALLBACK);
        if (pkce) {
            form.put("code_verifier", Browser.VERIFIER);
        }
        return form;
    }

    private Http.Answer redeem(String client, Map<String, String> form) {
        var pair = client + ":secret+of+" + client;
        return http.send(http.request("/oidc/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(Http.encoded(form))));
    }

    private static void refused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("grant_invalid");
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_grant");
        assertThat(answer.json().has("access_token")).isFalse();
    }

    /** OpenID Connect Core §3.1.2.1: {@code nonce} is optional in this flow, and its certification wants it to be. */
    @Test
    void a_client_that_authenticates_gets_tokens_with_pkce_and_without_it_or_a_nonce() {
        for (var pkce : new boolean[] {true, false}) {
            var answer = redeem("office", redemption("office", pkce));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().has("id_token")).isTrue();
        }
    }

    /** CX-06. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"-", "another-code-verifier-of-forty-three-characters", "short", "''"})
    void a_challenge_once_sent_wants_its_verifier(String verifier) {
        var form = redemption("office", true);
        if (verifier == null) {
            form.remove("code_verifier");
        } else {
            form.put("code_verifier", verifier);
        }

        refused(redeem("office", form));
    }

    @Test
    void a_verifier_without_a_challenge_is_a_downgrade() {
        var form = redemption("office", false);
        form.put("code_verifier", Browser.VERIFIER);

        refused(redeem("office", form));
        form.remove("code_verifier");
        assertThat(redeem("office", form).status()).isEqualTo(200);
    }

    @Test
    void who_is_registered_for_pkce_signs_nobody_in_without_it() {
        assertThat(redeem("back-office", redemption("back-office", true)).status())
                .isEqualTo(200);

        var location =
                new Browser(http).authorize(request("back-office", false)).header("Location");
        assertThat(location).startsWith(CALLBACK + "?").contains("error=invalid_request", "code_challenge_invalid");
    }

    /** CX-04, CX-01. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_code_that_another_client_has_tried_is_worthless(boolean pkce) {
        var form = redemption("office", pkce);

        refused(redeem("canteen", form));
        refused(redeem("office", form));
    }

    /** CX-05. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {CALLBACK + "/other", "https://evil.example/", "-"})
    void a_code_goes_with_the_redirect_uri_it_went_to(String redirectUri) {
        var form = redemption("office", true);
        if (redirectUri == null) {
            form.remove("redirect_uri");
        } else {
            form.put("redirect_uri", redirectUri);
        }

        refused(redeem("office", form));
    }

    /** CX-13. */
    @Test
    void a_grant_the_client_is_not_registered_for_is_refused() {
        var answer = redeem("office", Map.of("grant_type", "client_credentials"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("unauthorized_client");
        assertThat(answer.code()).isEqualTo("grant_not_registered");
    }

    /** CA-14: authenticated as one, with the code and the name of another. */
    @Test
    void authenticated_as_one_client_nobody_redeems_as_another() {
        var form = redemption("office", true);
        form.put("client_id", "office");

        var answer = redeem("back-office", form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("client_names_disagree");
        assertThat(redeem("office", form).status()).isEqualTo(200);
    }

    @Test
    void a_verifier_alone_is_no_way_in_for_a_client_that_authenticates() {
        var form = redemption("office", true);
        form.put("client_id", "office");

        var answer = http.token(form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
    }
}
