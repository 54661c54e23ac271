package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.verifier.server.configuration.Surface;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own twins of the modules of oidcc-basic-certification-test-plan; docs/conformance.md says what each asks. */
@VerifierTest
class BasicOpConformanceTests {

    private static final World WORLD = new World();
    private static final RelyingParty RP = new RelyingParty("basic-rp", "client_secret_basic");
    private static final RelyingParty OTHER = new RelyingParty("other-rp", "client_secret_basic");
    private static final RelyingParty POSTING = new RelyingParty("post-rp", "client_secret_post");

    private static final StubServer CLIENTS_HOST = new StubServer();

    @AfterAll
    static void close() {
        CLIENTS_HOST.close();
    }

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        RP.register(WORLD, "requestUris: [\"" + CLIENTS_HOST.url("/") + "\"]");
        OTHER.register(WORLD);
        POSTING.register(WORLD);
        WORLD.describe(registry);
        registry.add("verifier.login.single-sign-on", () -> "1h");
        registry.add("verifier.limits.authorize-per-address", () -> "unlimited");
    }

    /** The server's clock, which a test may put forward. */
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        Clock serversClock() {
            InstantSource source = () -> Instant.now().plus(AHEAD.get());
            return source.withZone(ZoneOffset.UTC);
        }
    }

    private static void passes(Duration time) {
        AHEAD.updateAndGet(time::plus);
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

    // -- answers of the authorization and the token endpoint

    @Test
    void oidcc_server() throws Exception {
        var tokens = tokens(RP, RP.request("openid"));

        assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.get("expires_in").asInt()).isPositive();
        var idToken = tokens.get("id_token").asString();
        var keys = JWKSet.parse(http.get(Surface.JWKS).body());
        var key = keys.getKeyByKeyId(Browser.header(idToken).get("kid").asString());
        assertThat(JWSObject.parse(idToken).verify(new ECDSAVerifier(key.toECKey())))
                .isTrue();
        var claims = Browser.payload(idToken);
        assertThat(claims.get("exp").asLong()).isGreaterThan(claims.get("iat").asLong());
        assertThat(claims.has("at_hash")).isTrue();
        assertThat(claims.has("name")).as("nobody asked for it").isFalse();
        assertThat(claims.has("credential_type")).as("the suite warns of this").isTrue();
        assertThat(userInfo(tokens).get("sub").asString())
                .isEqualTo(claims.get("sub").asString());
    }

    @Test
    void oidcc_response_type_missing() {
        var request = RP.request("openid");
        request.remove("response_type");

        refused(browser.authorize(request), "invalid_request");
    }

    @Test
    void oidcc_idtoken_signature() {
        var header =
                Browser.header(tokens(RP, RP.request("openid")).get("id_token").asString());

        assertThat(header.get("alg").asString()).as("and not RS256").isEqualTo("ES256");
        assertThat(header.get("kid").asString()).isNotEmpty();
    }

    @Test
    void oidcc_idtoken_unsigned() {
        assertThat(metadata().get("id_token_signing_alg_values_supported").toString())
                .isEqualTo("[\"ES256\"]");
    }

    @Test
    void oidcc_ensure_request_without_nonce_succeeds_for_code_flow() {
        var request = RP.request("openid");
        request.remove("nonce");

        assertThat(idToken(tokens(RP, request)).has("nonce")).isFalse();
    }

    @Test
    void oidcc_alternate_happy_flow() {
        var names = new ArrayList<>(RP.request("email openid").entrySet());
        Collections.reverse(names);
        var reordered = new LinkedHashMap<String, String>();
        names.forEach(pair -> reordered.put(pair.getKey(), pair.getValue()));

        assertThat(userInfo(tokens(RP, reordered)).has("email")).isTrue();
    }

    @Test
    void oidcc_codereuse() {
        var code = code(RP.request("openid"));
        assertThat(RP.redeem(http, code).status()).isEqualTo(200);

        var again = RP.redeem(http, code);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().get("error").asString()).isEqualTo("invalid_grant");
    }

    /** Without the thirty seconds: what is used up stays so. */
    @Test
    void oidcc_codereuse_30seconds() {
        var code = code(RP.request("openid"));
        var token = RP.redeem(http, code).json().get("access_token").asString();
        assertThat(userInfo("GET", token, "").status()).isEqualTo(200);

        assertThat(RP.redeem(http, code).json().get("error").asString()).isEqualTo("invalid_grant");

        assertThat(userInfo("GET", token, "").status()).as("revoked").isEqualTo(401);
    }

    @Test
    void oidcc_ensure_registered_redirect_uri() {
        var answer = browser.authorize(RP.request("openid", "redirect_uri", RP.redirectUri() + "/x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void oidcc_ensure_post_request_succeeds() {
        var answer = browser.post(Surface.AUTHORIZE, RP.request("openid"));
        var page = Browser.path(browser.get(answer.header("Location")).header("Location"));
        browser.post(browser.answer(WORLD, WORLD.person, page));

        var arrived = browser.arrive(browser.get(page + "/continue"));

        assertThat(RP.redeem(http, arrived.getOrDefault("code", "")).status()).isEqualTo(200);
    }

    @Test
    void oidcc_server_client_secret_post() {
        assertThat(idToken(tokens(POSTING, POSTING.request("openid")))
                        .get("aud")
                        .asString())
                .isEqualTo("post-rp");
    }

    @Test
    void oidcc_ensure_request_with_valid_pkce_succeeds() {
        var request = RP.request(
                "openid", "code_challenge", Browser.challenge(Browser.VERIFIER), "code_challenge_method", "S256");

        assertThat(RP.redeem(http, code(request)).json().get("error").asString())
                .as("what was promised must be kept")
                .isEqualTo("invalid_grant");
        open();
        assertThat(RP.redeem(http, code(request), "code_verifier", Browser.VERIFIER)
                        .status())
                .isEqualTo(200);
    }

    // -- userinfo

    @Test
    void oidcc_userinfo_get() {
        var token = accessToken();

        assertThat(userInfo("GET", token, "").json().get("sub").asString()).isEqualTo(WORLD.person.did());
    }

    @Test
    void oidcc_userinfo_post_header() {
        var token = accessToken();

        assertThat(userInfo("POST", token, "").json().get("sub").asString()).isEqualTo(WORLD.person.did());
    }

    @Test
    void oidcc_userinfo_post_body() {
        var token = accessToken();

        var answer = http.post(Surface.USERINFO, Map.of("access_token", token));

        assertThat(answer.status()).isEqualTo(401);
    }

    // -- scopes and claims

    @Test
    void oidcc_scope_profile() {
        assertThat(userInfo(tokens(RP, RP.request("openid profile"))).propertyNames())
                .contains("sub", "name", "given_name", "family_name")
                .doesNotContain("email");
    }

    @Test
    void oidcc_scope_email() {
        assertThat(userInfo(tokens(RP, RP.request("openid email"))).propertyNames())
                .contains("sub", "email")
                .doesNotContain("name");
    }

    @Test
    void oidcc_scope_address() {
        notOffered("address");
    }

    @Test
    void oidcc_scope_phone() {
        notOffered("phone");
    }

    @Test
    void oidcc_scope_all() {
        refused(browser.authorize(RP.request("openid profile email address phone")), "invalid_scope");
        assertThat(userInfo(tokens(RP, RP.request("openid profile email"))).propertyNames())
                .contains("sub", "name", "email");
    }

    private void notOffered(String scope) {
        assertThat(metadata().get("scopes_supported").toString()).doesNotContain("\"" + scope + "\"");
        refused(browser.authorize(RP.request("openid " + scope)), "invalid_scope");
    }

    @Test
    void oidcc_claims_essential() {
        var tokens = tokens(RP, RP.request("openid", "claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}"));

        assertThat(metadata().get("claims_parameter_supported").asBoolean()).isFalse();
        assertThat(userInfo(tokens).has("name")).as("the suite warns of this").isFalse();
    }

    @Test
    void oidcc_ensure_request_with_acr_values_succeeds() {
        var offered = metadata().get("acr_values_supported").get(0).asString();

        assertThat(idToken(tokens(RP, RP.request("openid", "acr_values", offered)))
                        .get("acr")
                        .asString())
                .isEqualTo(offered);
        open();
        tokens(RP, RP.request("openid", "acr_values", "1 2"));
    }

    // -- parameters that must do no harm

    @Test
    void oidcc_display_page() {
        tokens(RP, RP.request("openid", "display", "page"));
    }

    @Test
    void oidcc_display_popup() {
        tokens(RP, RP.request("openid", "display", "popup"));
    }

    @Test
    void oidcc_ensure_request_with_unknown_parameter_succeeds() {
        tokens(RP, RP.request("openid", "extra", "foobar"));
    }

    @Test
    void oidcc_login_hint() {
        tokens(RP, RP.request("openid", "login_hint", "buffy@localhost"));
    }

    @Test
    void oidcc_ui_locales() {
        var page = browser.get(browser.begin(RP.request("openid", "ui_locales", "se es")));

        assertThat(page.header("Content-Language")).isEqualTo("es");
        tokens(RP, RP.request("openid", "ui_locales", "se"));
    }

    @Test
    void oidcc_claims_locales() {
        tokens(RP, RP.request("openid", "claims_locales", "se"));
    }

    // -- prompt, max_age and id_token_hint

    @Test
    void oidcc_prompt_none_not_logged_in() {
        var state = "x".repeat(128);

        var arrived = browser.arrive(browser.authorize(RP.request("openid", "prompt", "none", "state", state)));

        assertThat(arrived).containsEntry("error", "login_required").containsEntry("state", state);
    }

    @Test
    void oidcc_prompt_login() {
        var first = idToken(tokens(RP, RP.request("openid")));
        passes(Duration.ofSeconds(1));

        var second = idToken(tokens(RP, RP.request("openid", "prompt", "login")));

        assertThat(second.get("auth_time").asLong())
                .isGreaterThan(first.get("auth_time").asLong());
    }

    @Test
    void oidcc_prompt_none_logged_in() {
        sameLogin(tokens(RP, RP.request("openid")), RP.request("openid", "prompt", "none"));
    }

    @Test
    void oidcc_max_age_1() {
        var first = idToken(tokens(RP, RP.request("openid")));
        passes(Duration.ofSeconds(2));

        var second = idToken(tokens(RP, RP.request("openid", "max_age", "1")));

        assertThat(second.get("auth_time").asLong())
                .isGreaterThan(first.get("auth_time").asLong());
    }

    @Test
    void oidcc_max_age_10000() {
        sameLogin(tokens(RP, RP.request("openid", "max_age", "15000")), RP.request("openid", "max_age", "10000"));
    }

    @Test
    void oidcc_id_token_hint() {
        var first = tokens(RP, RP.request("openid"));
        var hint = first.get("id_token").asString();

        sameLogin(first, RP.request("openid", "prompt", "none", "id_token_hint", hint));
    }

    /** A code at once, for the same person and the same login. */
    private void sameLogin(JsonNode first, Map<String, String> request) {
        passes(Duration.ofSeconds(1));

        var arrived = browser.arrive(browser.authorize(request));

        assertThat(arrived).containsEntry("state", "its state").containsKey("code");
        var second = idToken(RP.redeem(http, arrived.getOrDefault("code", "")).json());
        assertThat(second.get("sub")).isEqualTo(idToken(first).get("sub"));
        assertThat(second.get("auth_time")).isEqualTo(idToken(first).get("auth_time"));
    }

    // -- request objects, unsigned

    @Test
    void oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() {
        CLIENTS_HOST.serve(unsigned());

        refused(
                browser.authorize(RP.request("openid", "request_uri", CLIENTS_HOST.url("/request"))),
                "invalid_request_object");
        assertThat(CLIENTS_HOST.asked()).containsExactly("GET /request");
    }

    @Test
    void oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
        assertThat(metadata().get("request_object_signing_alg_values_supported").toString())
                .doesNotContain("none");
        refused(browser.authorize(RP.request("openid", "request", unsigned())), "invalid_request_object");
    }

    @Test
    void oidcc_ensure_request_object_with_redirect_uri() {
        var answer =
                browser.authorize(RP.request("openid", "request", unsigned(), "redirect_uri", RP.redirectUri() + "/x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
    }

    private static String unsigned() {
        var claims = new JsonMapper().writeValueAsBytes(RP.request("openid"));
        return encoded("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + encoded(claims) + ".";
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    // -- refresh tokens

    @Test
    void oidcc_refresh_token() {
        var code = consented(RP.request("openid offline_access", "prompt", "consent"));
        var first = RP.redeem(http, code).json();
        var second = RP.refresh(http, first.get("refresh_token").asString());

        assertThat(second.status()).as(second.body()).isEqualTo(200);
        var before = idToken(first);
        var after = idToken(second.json());
        for (var same : List.of("iss", "sub", "aud", "auth_time")) {
            assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
        }
        assertThat(userInfo(second.json()).has("sub")).isTrue();
        var others = OTHER.refresh(http, second.json().get("refresh_token").asString());
        assertThat(others.status()).isEqualTo(400);
        assertThat(others.json().get("error").asString()).isEqualTo("invalid_grant");
    }

    /** A code for which the person was asked. */
    private String consented(Map<String, String> request) {
        var page = browser.begin(request);
        browser.post(browser.answer(WORLD, WORLD.person, page));
        var question = Jsoup.parse(browser.get(page + "/continue").body());
        var form = Map.of("token", question.select("input[name=token]").attr("value"), "answer", "allow");
        return browser.arrive(browser.post(page + "/consent", form)).getOrDefault("code", "");
    }

    // -- discovery

    /** The one module of oidcc-config-certification-test-plan. */
    @Test
    void oidcc_discovery_endpoint_verification() {
        var metadata = metadata();

        assertThat(metadata.get("issuer").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(metadata.propertyNames())
                .contains("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
                .contains("claims_supported", "grant_types_supported", "subject_types_supported");
        assertThat(metadata.get("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(metadata.get("scopes_supported").toString()).contains("\"openid\"");
        assertThat(metadata.get("id_token_signing_alg_values_supported").toString())
                .as("the suite wants RS256 there")
                .isEqualTo("[\"ES256\"]");
    }

    // --

    private String code(Map<String, String> request) {
        var arrived = browser.signIn(WORLD, WORLD.person, request);
        assertThat(arrived).containsEntry("state", request.get("state")).containsEntry("iss", World.ISSUER.toString());
        return arrived.getOrDefault("code", "");
    }

    /** Somebody signs in and the client redeems the code. */
    private JsonNode tokens(RelyingParty client, Map<String, String> request) {
        var answer = client.redeem(http, code(request));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var claims = idToken(answer.json());
        assertThat(claims.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(claims.get("aud").asString()).isEqualTo(client.id());
        assertThat(claims.path("nonce").asString("")).isEqualTo(request.getOrDefault("nonce", ""));
        return answer.json();
    }

    private static JsonNode idToken(JsonNode tokens) {
        return Browser.payload(tokens.get("id_token").asString());
    }

    private String accessToken() {
        return tokens(RP, RP.request("openid")).get("access_token").asString();
    }

    private JsonNode userInfo(JsonNode tokens) {
        var answer = userInfo("GET", tokens.get("access_token").asString(), "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Http.Answer userInfo(String method, String token, String body) {
        return http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode metadata() {
        return http.get(Surface.OPENID_CONFIGURATION).json();
    }

    private void refused(Http.Answer answer, String error) {
        assertThat(answer.header("Location")).as(answer.body()).startsWith(RP.redirectUri() + "?");
        assertThat(browser.arrive(answer))
                .containsEntry("error", error)
                .containsEntry("state", "its state")
                .containsEntry("iss", World.ISSUER.toString())
                .doesNotContainKey("code");
    }
}
