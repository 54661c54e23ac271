package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.ProofTampering;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our own twins of the modules of fapi2-security-profile-final-test-plan with plain_fapi, private_key_jwt, dpop and openid_connect;
 * docs/conformance.md says what each asks.
 */
@VerifierTest
class Fapi2ConformanceTests {

    private static final World WORLD = new World();
    private static final FapiClient CLIENT = FapiClient.named("fapi-1");
    private static final FapiClient OTHER = FapiClient.named("fapi-2");
    private static final AssertionKey RSA = AssertionKey.generate("PS256");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        CLIENT.register(WORLD);
        OTHER.register(WORLD);
        FapiClient.named("fapi-rsa").registerWith(RSA.jwk(), WORLD);
        WORLD.describeStrictly(registry);
        registry.add("verifier.limits.authorize-per-address", () -> "unlimited");
    }

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private SealedColumns columns;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    // -- as it should be

    @Test
    void discovery_end_point_verification() {
        var metadata = http.get(Surface.OPENID_CONFIGURATION).json();

        assertThat(metadata.get("issuer").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(texts(metadata, "token_endpoint_auth_methods_supported")).contains("private_key_jwt");
        assertThat(texts(metadata, "token_endpoint_auth_signing_alg_values_supported"))
                .containsOnly("ES256", "PS256", "EdDSA");
        assertThat(texts(metadata, "dpop_signing_alg_values_supported")).contains("ES256");
        assertThat(texts(metadata, "id_token_signing_alg_values_supported")).containsExactly("ES256");
        assertThat(texts(metadata, "code_challenge_methods_supported")).containsExactly("S256");
        assertThat(metadata.get("require_pushed_authorization_requests").asBoolean())
                .isTrue();
        assertThat(metadata.get("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void happy_flow() {
        for (var client : List.of(CLIENT, OTHER)) {
            var answer = push(client, client.request());
            assertThat(answer.json().get("expires_in").asInt()).isBetween(5, 599);
            var arrived = arrive(client, requestUri(answer));
            assertThat(arrived)
                    .containsEntry("state", "its state")
                    .containsEntry("iss", World.ISSUER.toString())
                    .containsOnlyKeys("code", "state", "iss");

            var tokens = client.token(http, client.redemption(arrived.getOrDefault("code", "")))
                    .json();

            assertThat(tokens.get("token_type").asString()).isEqualTo("DPoP");
            var idToken = idToken(tokens);
            assertThat(idToken.get("aud").asString()).isEqualTo(client.id());
            assertThat(idToken.get("nonce").asString()).isEqualTo("its nonce");
            assertThat(client.userInfo(http, accessToken(tokens))
                            .json()
                            .get("sub")
                            .asString())
                    .isEqualTo(idToken.get("sub").asString());
        }
    }

    @Test
    void user_rejects_authentication() {
        var page = browser.begin(CLIENT.link(pushed(CLIENT.request())));

        assertThat(browser.arrive(browser.get(page + "/cancel")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "its state")
                .containsEntry("iss", World.ISSUER.toString());
    }

    @Test
    void ensure_authorization_request_without_state_success() {
        assertThat(arrive(CLIENT, pushed(without(CLIENT.request(), "state")))).containsOnlyKeys("code", "iss");
    }

    @Test
    void ensure_authorization_request_without_nonce_success() {
        assertThat(idToken(tokens(without(CLIENT.request(), "nonce"))).has("nonce"))
                .isFalse();
    }

    @Test
    void ensure_authorization_request_with_64_char_nonce_success() {
        comesBack("nonce", 64);
    }

    @Test
    void ensure_authorization_request_with_long_nonce() {
        comesBack("nonce", 384);
    }

    @Test
    void ensure_authorization_request_with_long_state() {
        var state = "x".repeat(1000);

        assertThat(arrive(CLIENT, pushed(CLIENT.request("state", state)))).containsEntry("state", state);
    }

    private void comesBack(String name, int length) {
        var value = "x".repeat(length);

        assertThat(idToken(tokens(CLIENT.request(name, value))).get(name).asString())
                .isEqualTo(value);
    }

    @Test
    void ensure_other_scope_order_succeeds() {
        tokens(CLIENT.request("scope", "learcredential openid"));
    }

    @Test
    void test_claims_parameter_identity_claims() {
        assertThat(http.get(Surface.OPENID_CONFIGURATION)
                        .json()
                        .get("claims_parameter_supported")
                        .asBoolean())
                .isFalse();
        tokens(CLIENT.request("claims", "{\"id_token\":{\"given_name\":null}}"));
    }

    @Test
    void par_without_duplicate_parameters() {
        assertThat(arrive(CLIENT, pushed(CLIENT.request()))).containsKey("code");
    }

    @Test
    void par_ensure_reused_request_uri_prior_to_auth_completion_succeeds() {
        var link = CLIENT.link(pushed(CLIENT.request()));
        browser.get(browser.begin(link));

        assertThat(browser.signIn(WORLD, WORLD.person, link)).containsKey("code");
    }

    // -- proofs of possession

    @Test
    void access_token_type_header_case_sensitivity() {
        var token = accessToken(tokens(CLIENT.request()));

        for (var scheme : List.of("DPoP", "dpop", "DPOP", "DpOp")) {
            var proof = proofFor(token).compact();
            assertThat(CLIENT.userInfo(http, scheme + " " + token, proof).status())
                    .as(scheme)
                    .isEqualTo(200);
        }
    }

    @Test
    void check_dpop_proof_nbf_exp() {
        var now = Instant.now().getEpochSecond();

        proofsAreTaken(proof -> proof.edit(draft -> draft.with("nbf", now).with("exp", now + 300)));
    }

    @Test
    void ensure_dpopproof_with_iat_10seconds_before_succeeds() {
        proofsAreTaken(proof -> proof.clockShifted(Duration.ofSeconds(-10)));
    }

    @Test
    void ensure_dpopproof_with_iat_10seconds_after_succeeds() {
        proofsAreTaken(proof -> proof.clockShifted(Duration.ofSeconds(10)));
    }

    private void proofsAreTaken(UnaryOperator<DpopProof> change) {
        var pushed = CLIENT.push(
                http,
                CLIENT.request(),
                change.apply(CLIENT.proof("POST", Surface.PAR)).compact());
        var code = arrive(CLIENT, requestUri(pushed)).getOrDefault("code", "");
        var proof = change.apply(CLIENT.proof("POST", Surface.TOKEN)).compact();
        var tokens = CLIENT.token(http, CLIENT.redemption(code), CLIENT.asserted(CLIENT.claims()), proof);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        var token = accessToken(tokens.json());
        assertThat(CLIENT.userInfo(
                                http,
                                "DPoP " + token,
                                change.apply(proofFor(token)).compact())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ensure_mismatched_dpop_jkt_fails() {
        var request = CLIENT.request("dpop_jkt", DpopProof.thumbprint(OTHER.bound()));

        var answer =
                CLIENT.push(http, request, CLIENT.proof("POST", Surface.PAR).compact());

        refusedAtPar(answer, "invalid_request");
        assertThat(answer.code()).isEqualTo("dpop_key_contradicted");
    }

    @Test
    void ensure_token_endpoint_fails_with_mismatched_dpop_proof_jkt() {
        var pushed = CLIENT.push(
                http, CLIENT.request(), CLIENT.proof("POST", Surface.PAR).compact());
        var code = arrive(CLIENT, requestUri(pushed)).getOrDefault("code", "");

        refusedAtToken(CLIENT.withAnotherKey().token(http, CLIENT.redemption(code)), "invalid_grant");
    }

    @Test
    void ensure_token_endpoint_fails_with_mismatched_dpop_jkt() {
        var code = code(CLIENT.request("dpop_jkt", DpopProof.thumbprint(OTHER.bound())));

        refusedAtToken(CLIENT.token(http, CLIENT.redemption(code)), "invalid_grant");
    }

    @Test
    void ensure_dpopproof_at_par_endpoint_binding_success() {
        var proof = CLIENT.proof("POST", Surface.PAR).compact();
        var code = arrive(CLIENT, requestUri(CLIENT.push(http, CLIENT.request(), proof)))
                .getOrDefault("code", "");

        assertThat(CLIENT.token(http, CLIENT.redemption(code)).status()).isEqualTo(200);
        refusedAtPar(CLIENT.push(http, CLIENT.request(), proof), "invalid_dpop_proof");
    }

    @Test
    void ensure_dpop_auth_code_binding_success() {
        var request = CLIENT.request("dpop_jkt", DpopProof.thumbprint(CLIENT.bound()));
        var pushed =
                CLIENT.push(http, request, CLIENT.proof("POST", Surface.PAR).compact());
        var code = arrive(CLIENT, requestUri(pushed)).getOrDefault("code", "");

        assertThat(CLIENT.token(http, CLIENT.redemption(code)).status()).isEqualTo(200);
    }

    @Test
    void ensure_holder_of_key_required() {
        var code = code(CLIENT.request());

        refusedAtToken(
                CLIENT.token(http, CLIENT.redemption(code), CLIENT.asserted(CLIENT.claims())), "invalid_dpop_proof");
    }

    @Test
    void dpop_negative_tests() {
        var token = accessToken(tokens(CLIENT.request()));
        var header = "DPoP " + token;
        for (var crime : ProofTampering.values()) {
            assertThat(CLIENT.userInfo(http, header, proofFor(token).tampered(crime, OTHER.bound()))
                            .status())
                    .as(crime.crime())
                    .isEqualTo(401);
        }
        assertThat(CLIENT.userInfo(http, header).status()).as("no proof").isEqualTo(401);
        assertThat(CLIENT.userInfo(http, "Bearer " + token).status())
                .as("as bearer")
                .isEqualTo(401);
        assertThat(CLIENT.userInfo(
                                http,
                                header,
                                proofFor(token).compact(),
                                proofFor(token).compact())
                        .status())
                .as("two headers")
                .isEqualTo(401);
        var another = CLIENT.withAnotherKey().proof("GET", Surface.USERINFO).with(token);
        assertThat(CLIENT.userInfo(http, header, another.compact()).status())
                .as("another key")
                .isEqualTo(401);
        var once = proofFor(token).compact();
        assertThat(CLIENT.userInfo(http, header, once).status()).isEqualTo(200);
        assertThat(CLIENT.userInfo(http, header, once).status()).as("again").isEqualTo(401);

        var target = World.ISSUER + Surface.USERINFO;
        for (var harmless : List.of(
                proofFor(token).edit(draft -> draft.with("htu", target + "?a=b#c")),
                proofFor(token)
                        .edit(draft -> draft.with("htu", target.replace("http://localhost", "HTTP://LOCALHOST"))),
                proofFor(token).edit(draft -> draft.with("extra", "claim").withHeader("extra", "header")),
                proofFor(token))) {
            assertThat(CLIENT.userInfo(http, header, harmless.compact()).status())
                    .isEqualTo(200);
        }
    }

    // -- what stands beside a pushed request counts for nothing

    @Test
    void ensure_different_nonce_inside_and_outside_request_object() {
        var arrived =
                browser.signIn(WORLD, WORLD.person, CLIENT.link(pushed(CLIENT.request()), "nonce", "another nonce"));

        var tokens = CLIENT.token(http, CLIENT.redemption(arrived.getOrDefault("code", "")));
        assertThat(idToken(tokens.json()).get("nonce").asString()).isEqualTo("its nonce");
    }

    @Test
    void ensure_different_state_inside_and_outside_request_object() {
        assertThat(browser.signIn(WORLD, WORLD.person, CLIENT.link(pushed(CLIENT.request()), "state", "another state")))
                .containsEntry("state", "its state");
    }

    @Test
    void state_only_outside_request_object_not_used() {
        var uri = pushed(without(CLIENT.request(), "state"));

        assertThat(browser.signIn(WORLD, WORLD.person, CLIENT.link(uri, "state", "a state")))
                .containsOnlyKeys("code", "iss");
    }

    // -- requests that are not as they should be

    @Test
    void ensure_request_object_without_redirect_uri_fails() {
        refusedAtPar(CLIENT.push(http, without(CLIENT.request(), "redirect_uri")), "invalid_request");
    }

    @Test
    void ensure_redirect_uri_in_authorization_request() {
        refusedAtPar(CLIENT.push(http, without(CLIENT.request(), "redirect_uri")), "invalid_request");
    }

    @Test
    void plain_fapi_tolerate_unregistered_redirect_uri() {
        refusedAtPar(CLIENT.push(http, CLIENT.request("redirect_uri", CLIENT.redirectUri() + "/x")), "invalid_request");
    }

    @Test
    void ensure_unsigned_authorization_request_without_using_par_fails() {
        var answer = browser.authorize(CLIENT.request());

        assertThat(browser.arrive(answer))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", "its state");
    }

    @Test
    void ensure_response_type_code_idtoken_fails() {
        refusedAtPar(CLIENT.push(http, CLIENT.request("response_type", "code id_token")), "unsupported_response_type");
    }

    @Test
    void ensure_response_type_token_fails() {
        refusedAtPar(CLIENT.push(http, CLIENT.request("response_type", "token")), "unsupported_response_type");
    }

    @Test
    void par_ensure_pkce_required() {
        var request = without(without(CLIENT.request(), "code_challenge"), "code_challenge_method");

        refusedAtPar(CLIENT.push(http, request), "invalid_request");
    }

    @Test
    void par_plain_pkce_rejected() {
        refusedAtPar(
                CLIENT.push(http, CLIENT.request("code_challenge", Browser.VERIFIER, "code_challenge_method", "plain")),
                "invalid_request");
    }

    @Test
    void par_authorization_request_containing_request_uri_form_param() {
        refusedAtPar(
                CLIENT.push(http, CLIENT.request("request_uri", "urn:ietf:params:oauth:request_uri:x")),
                "invalid_request");
    }

    @Test
    void par_attempt_invalid_http_method() {
        var form = CLIENT.request();
        form.putAll(CLIENT.asserted(CLIENT.claims()));

        var answer = http.send(http.request(Surface.PAR)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString(Http.encoded(form))));

        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void par_attempt_reuse_request_uri() {
        var uri = pushed(CLIENT.request());
        assertThat(arrive(CLIENT, uri)).containsKey("code");

        refusedUri(browser.authorize(CLIENT.link(uri)));
    }

    @Test
    void par_attempt_to_use_expired_request_uri() {
        var uri = pushed(CLIENT.request());
        database.sql("update pushed_request set ends_at = ?")
                .param(Instant.now().minusSeconds(600).atOffset(ZoneOffset.UTC))
                .update();

        refusedUri(browser.authorize(CLIENT.link(uri)));
    }

    @Test
    void par_attempt_to_use_request_uri_for_different_client() {
        refusedUri(browser.authorize(OTHER.link(pushed(CLIENT.request()))));
    }

    // -- codes

    @Test
    void ensure_authorization_code_is_bound_to_client() {
        var form = CLIENT.redemption(code(CLIENT.request()));

        refusedAtToken(OTHER.token(http, form), "invalid_grant");
    }

    @Test
    void attempt_reuse_authorization_code_after_one_second() {
        var form = CLIENT.redemption(code(CLIENT.request()));
        var token = accessToken(CLIENT.token(http, form).json());
        assertThat(CLIENT.userInfo(http, token).status()).isEqualTo(200);

        refusedAtToken(CLIENT.token(http, form), "invalid_grant");

        assertThat(CLIENT.userInfo(http, token).status()).as("revoked").isEqualTo(401);
    }

    @Test
    void ensure_token_endpoint_fails_with_expired_auth_code() {
        var form = CLIENT.redemption(code(CLIENT.request()));
        letCodesExpire();

        refusedAtToken(CLIENT.token(http, form), "invalid_grant");
    }

    /** A minute has passed, as far as the database knows. */
    private void letCodesExpire() {
        var contents = columns.of("authorization_grant.content");
        database.sql("select id, content from authorization_grant")
                .query((row, _) -> Map.entry(
                        row.getString("id"),
                        contents.read(row.getString("id"), row.getString("content"), ObjectNode.class)))
                .list()
                .forEach(grant -> {
                    var code = (ObjectNode) grant.getValue().get("code");
                    code.put("issuedAt", Instant.now().minusSeconds(62).toString());
                    code.put("expiresAt", Instant.now().minusSeconds(2).toString());
                    database.sql("update authorization_grant set content = ? where id = ?")
                            .params(contents.written(grant.getKey(), grant.getValue()), grant.getKey())
                            .update();
                });
    }

    @Test
    void ensure_pkce_code_verifier_required() {
        var form = CLIENT.redemption(code(CLIENT.request()));
        form.remove("code_verifier");

        refusedAtToken(CLIENT.token(http, form), "invalid_grant");
    }

    @Test
    void incorrect_pkce_code_verifier_rejected() {
        var form = CLIENT.redemption(code(CLIENT.request()));
        form.put("code_verifier", "another-code-verifier-of-forty-three-characters");

        refusedAtToken(CLIENT.token(http, form), "invalid_grant");
    }

    // -- client authentication

    @Test
    void ensure_client_id_in_token_endpoint() {
        var form = CLIENT.redemption(code(CLIENT.request()));
        form.put("client_id", OTHER.id());

        refusedAtToken(CLIENT.token(http, form), "invalid_client");
    }

    @Test
    void ensure_signed_client_assertion_with_RS256_fails() {
        assertThat(pushAs("fapi-rsa", RSA.assertion("fapi-rsa")).status()).isEqualTo(201);

        var answer = pushAs("fapi-rsa", RSA.signing("RS256").assertion("fapi-rsa"));

        refusedClient(answer);
    }

    private Http.Answer pushAs(String id, String assertion) {
        var client = new FapiClient(id, CLIENT.key(), CLIENT.bound());
        return client.push(http, client.request(), FapiClient.asserted(assertion));
    }

    @Test
    void ensure_client_assertion_in_token_endpoint() {
        var form = CLIENT.redemption(code(CLIENT.request()));

        refusedClient(CLIENT.token(
                http,
                form,
                Map.of("client_id", CLIENT.id()),
                CLIENT.proof("POST", Surface.TOKEN).compact()));
    }

    @Test
    void ensure_client_assertion_with_exp_is_5_minutes_in_past_fails() {
        refusedAssertion(CLIENT.claims("exp", Instant.now().getEpochSecond() - 300));
    }

    @Test
    void ensure_client_assertion_with_wrong_aud_fails() {
        refusedAssertion(CLIENT.claims("aud", "https://www.example.com/"));
    }

    @Test
    void ensure_client_assertion_with_no_sub_fails() {
        var claims = CLIENT.claims();
        claims.remove("sub");

        refusedAssertion(claims);
    }

    /** At the token endpoint, where the code is good still for whoever says it right. */
    private void refusedAssertion(Map<String, Object> claims) {
        var form = CLIENT.redemption(code(CLIENT.request()));
        var proof = CLIENT.proof("POST", Surface.TOKEN).compact();

        refusedClient(CLIENT.token(http, form, CLIENT.asserted(claims), proof));

        assertThat(CLIENT.token(http, form).status()).isEqualTo(200);
    }

    @Test
    void par_ensure_jwt_client_assertions_nbf_8_seconds_in_the_future_is_accepted() {
        var soon = Instant.now().getEpochSecond() + 8;

        assertThat(pushAsserting(CLIENT.claims("iat", soon, "nbf", soon)).status())
                .isEqualTo(201);
    }

    @Test
    void par_ensure_jwt_client_assertions_nbf_over_60_seconds_in_the_future_fails() {
        var later = Instant.now().getEpochSecond() + 65;

        refusedClient(pushAsserting(CLIENT.claims("iat", later, "nbf", later, "exp", later + 60)));
    }

    @Test
    void par_test_array_as_audience_fails() {
        refusedClient(pushAsserting(CLIENT.claims("aud", List.of(World.ISSUER.toString()))));
    }

    @Test
    void par_test_par_endpoint_url_as_audience_fails() {
        refusedClient(pushAsserting(CLIENT.claims("aud", World.ISSUER + Surface.PAR)));
    }

    @Test
    void par_test_token_endpoint_url_as_audience_fails() {
        refusedClient(pushAsserting(CLIENT.claims("aud", World.ISSUER + Surface.TOKEN)));
    }

    private Http.Answer pushAsserting(Map<String, Object> claims) {
        return CLIENT.push(http, CLIENT.request(), CLIENT.asserted(claims));
    }

    // -- refresh tokens

    @Test
    void refresh_token() {
        var first = tokens(CLIENT.request("scope", "openid learcredential offline_access"));
        var form = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.get("refresh_token").asString());

        var second = CLIENT.withAnotherKey().token(http, form);

        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.json().get("refresh_token").asString())
                .as("no rotation: FAPI 2.0 §5.3.2.1")
                .isEqualTo(first.get("refresh_token").asString());
        assertThat(idToken(second.json()).get("sub")).isEqualTo(idToken(first).get("sub"));
        assertThat(CLIENT.token(http, form).status()).as("and once more").isEqualTo(200);
        var proof = CLIENT.proof("POST", Surface.TOKEN).compact();
        assertThat(CLIENT.token(http, form, Map.of("client_id", CLIENT.id()), proof)
                        .status())
                .as("without an assertion")
                .isEqualTo(401);
        refusedAtToken(CLIENT.token(http, form, CLIENT.asserted(CLIENT.claims())), "invalid_dpop_proof");
        refusedAtToken(OTHER.token(http, form), "invalid_grant");
    }

    // --

    private static Map<String, String> without(Map<String, String> request, String name) {
        var less = new LinkedHashMap<>(request);
        less.remove(name);
        return less;
    }

    private Http.Answer push(FapiClient client, Map<String, String> request) {
        var answer = client.push(http, request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String requestUri(Http.Answer pushed) {
        return pushed.json().get("request_uri").asString();
    }

    private String pushed(Map<String, String> request) {
        return requestUri(push(CLIENT, request));
    }

    private Map<String, String> arrive(FapiClient client, String requestUri) {
        return browser.signIn(WORLD, WORLD.person, client.link(requestUri));
    }

    private String code(Map<String, String> request) {
        return arrive(CLIENT, pushed(request)).getOrDefault("code", "");
    }

    private JsonNode tokens(Map<String, String> request) {
        var answer = CLIENT.token(http, CLIENT.redemption(code(request)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String accessToken(JsonNode tokens) {
        return tokens.get("access_token").asString();
    }

    private static JsonNode idToken(JsonNode tokens) {
        return Browser.payload(tokens.get("id_token").asString());
    }

    private static DpopProof proofFor(String token) {
        return CLIENT.proof("GET", Surface.USERINFO).with(token);
    }

    private static List<String> texts(JsonNode metadata, String name) {
        return metadata.get(name).valueStream().map(JsonNode::asString).toList();
    }

    private static void refusedAtPar(Http.Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo(error);
    }

    private static void refusedAtToken(Http.Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isIn(400, 401);
        assertThat(answer.json().get("error").asString()).isEqualTo(error);
    }

    private static void refusedClient(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
    }

    /** On our page, or at the client with that error. */
    private void refusedUri(Http.Answer answer) {
        assertThat(answer.header("Location")).doesNotContain("/login/");
        assertThat(answer.status()).isEqualTo(400);
    }
}
