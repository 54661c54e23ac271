package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our own twins of the modules of oidcc-rp-initiated-logout-certification-test-plan and of
 * oidcc-backchannel-rp-initiated-logout-certification-test-plan; docs/conformance.md says what each asks.
 */
@VerifierTest
class LogoutConformanceTests {

    private static final World WORLD = new World();
    private static final RelyingParty RP = new RelyingParty("basic-rp", "client_secret_basic");
    private static final StubServer CLIENTS_HOST = new StubServer();
    private static final String STATE = "s".repeat(128);

    @AfterAll
    static void close() {
        CLIENTS_HOST.close();
    }

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        RP.register(WORLD, "backchannelLogoutUri: \"" + CLIENTS_HOST.url("/logout") + "\"");
        WORLD.describe(registry);
        registry.add("verifier.login.single-sign-on", () -> "1h");
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;
    private String idToken = "";

    @BeforeEach
    void signIn() {
        http = new Http(port);
        browser = new Browser(http);
        CLIENTS_HOST.serve("");
        var arrived = browser.signIn(WORLD, WORLD.person, RP.request("openid"));
        var tokens = RP.redeem(http, arrived.getOrDefault("code", ""));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        idToken = tokens.json().get("id_token").asString();
        assertThat(isSignedIn()).isTrue();
    }

    // -- RP-initiated logout

    @Test
    void oidcc_rp_initiated_logout_discovery_endpoint_verification() {
        assertThat(metadata().get("end_session_endpoint").asString()).isEqualTo(World.ISSUER + Surface.LOGOUT);
    }

    @Test
    void oidcc_rp_initiated_logout() {
        var answer = logout(asked());

        assertThat(answer.header("Location")).isEqualTo(RP.afterLogout() + "?state=" + STATE);
        signedOut();
    }

    @Test
    void oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() {
        refused(with(asked(), "post_logout_redirect_uri", RP.afterLogout() + "/bad"));
    }

    @Test
    void oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() {
        refused(with(asked(), "post_logout_redirect_uri", RP.afterLogout() + "?foo=bar"));
    }

    @Test
    void oidcc_rp_initiated_logout_modified_id_token_hint() {
        var none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));

        refused(with(asked(), "id_token_hint", none + "." + idToken.split("\\.", -1)[1] + "."));
    }

    @Test
    void oidcc_rp_initiated_logout_bad_id_token_hint() {
        var claims =
                new JsonMapper().convertValue(Browser.payload(idToken), new TypeReference<Map<String, Object>>() {});
        var signed = WalletKey.generate(new SecureRandom()).sign(Map.of(), claims);

        refused(with(asked(), "id_token_hint", signed));
    }

    @Test
    void oidcc_rp_initiated_logout_no_id_token_hint() {
        refused(without(asked(), "id_token_hint"));
    }

    @Test
    void oidcc_rp_initiated_logout_no_params() {
        staysHere(confirmed(logout(Map.of())));
    }

    @Test
    void oidcc_rp_initiated_logout_only_state() {
        staysHere(confirmed(logout(Map.of("state", STATE))));
    }

    @Test
    void oidcc_rp_initiated_logout_no_post_logout_redirect_uri() {
        staysHere(logout(without(asked(), "post_logout_redirect_uri")));
    }

    @Test
    void oidcc_rp_initiated_logout_no_state() {
        assertThat(logout(without(asked(), "state")).header("Location")).isEqualTo(RP.afterLogout());
        signedOut();
    }

    // -- back-channel logout

    @Test
    void oidcc_backchannel_logout_discovery_endpoint_verification() {
        assertThat(metadata().get("backchannel_logout_supported").asBoolean()).isTrue();
        assertThat(metadata().get("backchannel_logout_session_supported").asBoolean())
                .isTrue();
        assertThat(metadata().has("end_session_endpoint")).isTrue();
    }

    @Test
    void oidcc_backchannel_rp_initiated_logout() throws Exception {
        var forms = new ArrayBlockingQueue<String>(1);
        CLIENTS_HOST.behave(exchange -> {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            StubServer.respond(exchange, 200, "");
        });

        assertThat(logout(asked()).header("Location")).startsWith(RP.afterLogout());

        var form = Browser.query(Objects.requireNonNull(forms.poll(30, TimeUnit.SECONDS)));
        assertThat(form).containsOnlyKeys("logout_token");
        var token = form.getOrDefault("logout_token", "");
        var keys = JWKSet.parse(http.get(Surface.JWKS).body());
        var key =
                keys.getKeyByKeyId(Browser.header(token).get("kid").asString()).toECKey();
        assertThat(JWSObject.parse(token).verify(new ECDSAVerifier(key))).isTrue();
        var claims = Browser.payload(token);
        var signedIn = Browser.payload(idToken);
        for (var same : List.of("iss", "aud", "sub", "sid")) {
            assertThat(claims.get(same)).as(same).isEqualTo(signedIn.get(same));
        }
        assertThat(claims.get("events").propertyNames())
                .containsExactly("http://schemas.openid.net/event/backchannel-logout");
        assertThat(claims.has("jti")).isTrue();
        assertThat(claims.has("nonce")).isFalse();
        signedOut();
    }

    // --

    private Map<String, String> asked() {
        return Map.of("id_token_hint", idToken, "post_logout_redirect_uri", RP.afterLogout(), "state", STATE);
    }

    private static Map<String, String> with(Map<String, String> asked, String name, String value) {
        var changed = new HashMap<>(asked);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> asked, String name) {
        var less = new HashMap<>(asked);
        less.remove(name);
        return less;
    }

    private Http.Answer logout(Map<String, String> asked) {
        return browser.get(Surface.LOGOUT + "?" + Http.encoded(asked));
    }

    /** The person says yes. */
    private Http.Answer confirmed(Http.Answer question) {
        var form = Jsoup.parse(question.body()).select("main form");
        return browser.post(
                form.attr("action"),
                form.select("input").stream()
                        .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value"))));
    }

    private boolean isSignedIn() {
        return browser.arrive(browser.authorize(RP.request("openid", "prompt", "none")))
                .containsKey("code");
    }

    private void signedOut() {
        assertThat(browser.arrive(browser.authorize(RP.request("openid", "prompt", "none"))))
                .containsEntry("error", "login_required");
    }

    private void staysHere(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        signedOut();
    }

    /** On a page, and nobody is signed out. */
    private void refused(Map<String, String> asked) {
        var answer = logout(asked);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(isSignedIn()).isTrue();
    }

    private JsonNode metadata() {
        return http.get(Surface.OPENID_CONFIGURATION).json();
    }
}
