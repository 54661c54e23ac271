package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every way in which a client may say who it is, beside the ways that come close. Introspection is where they are all the same. */
@VerifierTest
@ExtendWith(OutputCaptureExtension.class)
class ClientMethodsTests {

    private static final World WORLD = new World();
    private static final String SECRET = "s3cret: with + and % and ñ";
    private static final Map<String, AssertionKey> KEYS = Map.of(
            "ES256", AssertionKey.generate("ES256"),
            "ES384", AssertionKey.generate("ES384"),
            "PS256", AssertionKey.generate("PS256"),
            "EdDSA", AssertionKey.generate("EdDSA"));

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        var clients = new StringBuilder();
        clients.append(
                withSecret("basic-1", "client_secret_basic", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(SECRET)));
        clients.append(withSecret(
                "basic-2",
                "client_secret_basic",
                "{pbkdf2@SpringSecurity_v5_8}"
                        + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(SECRET)));
        clients.append(withSecret("urn:post-1", "client_secret_post", "{noop}" + SECRET));
        KEYS.forEach((algorithm, key) -> clients.append(withKey("signs-" + algorithm, key.jwk(), "")));
        clients.append(withKey(
                "signs-registered",
                key("PS256").jwk() + ", " + key("ES256").jwk(),
                "tokenEndpointAuthenticationSigningAlgorithm: \"PS256\""));
        clients.append(withKey("careful", key("ES256").jwk(), "assertionAudience: issuer"));
        Files.writeString(WORLD.folder.resolve("clients.yaml"), clients, StandardOpenOption.APPEND);
        WORLD.describe(registry);
    }

    private static String withSecret(String id, String method, String secret) {
        return """
                  - clientId: "%s"
                    redirectUris: ["https://%s.example/callback"]
                    clientAuthenticationMethods: ["%s"]
                    clientSecret: "%s"
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: false
                """.formatted(id, id.replace(":", "-"), method, secret).indent(0);
    }

    private static String withKey(String id, String keys, String more) {
        return """
                  - clientId: "%s"
                    redirectUris: ["https://signs.example/callback"]
                    clientAuthenticationMethods: ["private_key_jwt"]
                    authorizationGrantTypes: ["authorization_code"]
                    jwks: {keys: [%s]}
                    %s
                """.formatted(id, keys, more).indent(0);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private static String basic(String id, String secret) {
        var pair =
                URLEncoder.encode(id, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return header(pair);
    }

    private static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Http.Answer ask(String authorization, Map<String, String> form) {
        var whole = new LinkedHashMap<>(form);
        whole.put("token", "whatever");
        var request = http.request(Surface.INTROSPECT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encoded(whole)));
        return http.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private Http.Answer ask(Map<String, String> form) {
        return ask("", form);
    }

    private static Map<String, String> asserted(String assertion) {
        return Map.of(
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion);
    }

    private static Map<String, String> posted(String id, String secret) {
        return Map.of("client_id", id, "client_secret", secret);
    }

    private static void accepted(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"active\":false}");
    }

    private static void refused(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().get("error").asString())
                .isEqualTo(status == 401 ? "invalid_client" : "invalid_request");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_client_with_a_secret_sends_it_in_the_way_it_is_registered_for() {
        accepted(ask(basic("basic-1", SECRET), Map.of()));
        accepted(ask(basic("basic-1", SECRET), Map.of("client_id", "basic-1")));
        accepted(ask(basic("basic-2", SECRET), Map.of()));
        accepted(ask(posted("urn:post-1", SECRET)));

        refused(ask(posted("basic-1", SECRET)), 401, "client_method_not_registered");
        refused(ask(basic("urn:post-1", SECRET), Map.of()), 401, "client_method_not_registered");
        refused(ask(basic("signs-ES256", SECRET), Map.of()), 401, "client_method_not_registered");
        refused(ask(basic("browser-app", SECRET), Map.of()), 401, "client_method_not_registered");
    }

    /** CA-01. */
    @Test
    void no_empty_or_wrong_secrets_are_refused_with_a_challenge_where_a_header_was_tried(CapturedOutput output) {
        refused(ask(Map.of()), 401, "client_authentication_missing");
        refused(ask(Map.of("client_id", "basic-1")), 401, "client_authentication_missing");
        for (var wrong : List.of("", "wrong", SECRET + " ", SECRET.toUpperCase(Locale.ROOT), "x".repeat(9000))) {
            for (var client : List.of("basic-1", "basic-2")) {
                var answer = ask(basic(client, wrong), Map.of());
                refused(answer, 401, "client_secret_invalid");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
            }
            var answer = ask(posted("urn:post-1", wrong));
            refused(answer, 401, "client_secret_invalid");
            assertThat(answer.headers().map()).doesNotContainKey("www-authenticate");
        }
        assertThat(output).doesNotContain(SECRET, SECRET.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic !!!", "Basic ", "basic YmFzaWMtMQ==", "Basic OnNlY3JldA==", "Basic YSU6Yg=="})
    void a_basic_header_that_cannot_be_read_is_no_secret(String header) {
        var answer = ask(header, Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.code()).isIn("client_secret_invalid", "client_authentication_missing");
    }

    /** RFC 6749 §2.3.1: form-url-encoded first, so that what is not encoded is something else. */
    @Test
    void both_parts_of_a_basic_header_are_decoded() {
        refused(ask(header("basic-1:" + SECRET), Map.of()), 401, "client_secret_invalid");
    }

    /** CA-14. */
    @Test
    void whoever_authenticated_as_one_client_is_no_other() {
        refused(ask(basic("basic-1", SECRET), Map.of("client_id", "browser-app")), 401, "client_names_disagree");
        refused(ask(basic("basic-1", SECRET), Map.of("client_id", "signs-ES256")), 401, "client_names_disagree");
        var assertion = new LinkedHashMap<>(asserted(key("ES256").assertion("signs-ES256")));
        assertion.put("client_id", "basic-1");
        refused(ask(assertion), 401, "client_names_disagree");
    }

    /** CA-15. */
    @Test
    void two_ways_at_once_are_none() {
        var assertion = asserted(key("ES256").assertion("signs-ES256"));
        var withSecret = new LinkedHashMap<>(assertion);
        withSecret.put("client_secret", SECRET);

        refused(ask(basic("basic-1", SECRET), assertion), 400, "client_authentication_ambiguous");
        refused(ask(withSecret), 400, "client_authentication_ambiguous");
        refused(ask(basic("basic-1", SECRET), posted("basic-1", SECRET)), 400, "client_authentication_ambiguous");
        refused(
                http.send(http.request(Surface.INTROSPECT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", basic("basic-1", SECRET))
                        .header("Authorization", basic("basic-2", SECRET))
                        .POST(BodyPublishers.ofString("token=x"))),
                400,
                "client_authentication_ambiguous");
        refused(
                http.post(
                        Surface.INTROSPECT,
                        "application/x-www-form-urlencoded",
                        Http.encoded(assertion) + "&" + Http.encoded(assertion)),
                400,
                "parameter_repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "PS256", "EdDSA"})
    void an_assertion_is_signed_with_what_the_client_s_key_is_for(String algorithm) {
        accepted(ask(asserted(key(algorithm).assertion("signs-" + algorithm))));
    }

    /** CA-02, CA-18. */
    @ParameterizedTest
    @CsvSource({
        "signs-PS256,PS256,RS256",
        "signs-registered,PS256,RS256",
        "signs-PS256,ES256,ES256",
        "signs-ES256,ES384,ES384",
        "signs-EdDSA,ES256,ES256",
        "signs-ES384,EdDSA,EdDSA",
    })
    void an_assertion_signed_with_anything_else_is_refused(String client, String key, String algorithm) {
        var answer = ask(asserted(key(key).signing(algorithm).assertion(client)));

        refused(answer, 401, "client_assertion_algorithm_not_allowed");
    }

    /** Of two keys in the list only the one for the registered algorithm counts. */
    @Test
    void a_registered_algorithm_leaves_the_keys_for_others_out() {
        accepted(ask(asserted(key("PS256").assertion("signs-registered"))));
        refused(
                ask(asserted(key("ES256").assertion("signs-registered"))),
                401,
                "client_assertion_algorithm_not_allowed");
    }

    /** CA-10. */
    @Test
    void an_assertion_is_addressed_to_the_issuer_or_the_token_endpoint_and_by_some_clients_to_the_issuer_only() {
        var endpoint = World.ISSUER + Surface.TOKEN;
        var issuer = World.ISSUER.toString();
        for (var audience : List.<Object>of(issuer, endpoint, List.of(issuer), World.ISSUER + "/oauth2/token")) {
            accepted(ask(asserted(key("ES256").assertion("signs-ES256", Map.of("aud", audience)))));
        }
        accepted(ask(asserted(key("ES256").assertion("careful", Map.of("aud", issuer)))));

        for (var audience : List.<Object>of(endpoint, List.of(issuer), World.ISSUER + "/oauth2/token")) {
            refused(
                    ask(asserted(key("ES256").assertion("careful", Map.of("aud", audience)))),
                    401,
                    "client_assertion_wrong_audience");
        }
        for (var path : List.of(Surface.INTROSPECT, "/oidc/par", "/oidc/revoke", "/")) {
            refused(
                    ask(asserted(key("ES256").assertion("signs-ES256", Map.of("aud", World.ISSUER + path)))),
                    401,
                    "client_assertion_wrong_audience");
        }
    }

    private static AssertionKey key(String algorithm) {
        return Objects.requireNonNull(KEYS.get(algorithm));
    }
}
