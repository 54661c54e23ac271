package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The ecosystem's runbook for a confidential client, step by step and literally as it prints them: no claim, parameter or header
 * more than there, and its example paths.
 */
@VerifierTest
class ConfidentialClientRunbookTests {

    /**
     * A client after step 1: a P-256 key pair, and the did:key derived from it, which is its client id.
     *
     * @param jwkSetUrl how its entry in the list says where its keys are
     */
    record Registered(String jwkSetUrl, WalletKey key) {

        static Registered with(String jwkSetUrl) {
            var key = WalletKey.generate(new SecureRandom());
            return new Registered(jwkSetUrl.replace("{did}", key.did()), key);
        }

        /** Step 2: the entry in the trusted services list. */
        String entry() {
            return """
                      - clientId: "%1$s"
                        url: "%2$s"
                        redirectUris: ["%2$s/callback"]
                        scopes: ["openid_learcredential"]
                        clientAuthenticationMethods: ["client_secret_jwt"]
                        authorizationGrantTypes: ["authorization_code", "refresh_token"]
                        postLogoutRedirectUris: ["%2$s/"]
                        requireAuthorizationConsent: false
                        requireProofKey: false
                        jwkSetUrl: "%3$s"
                        tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                    """.formatted(key.did(), PORTAL.url(""), jwkSetUrl).indent(0);
        }
    }

    /** The runbook prints the first; the ecosystem's lists have all of them. */
    static final List<Registered> CLIENTS = List.of(
            Registered.with("/oidc/did/"),
            Registered.with("/oidc/did/{did}"),
            Registered.with(World.ISSUER + "/oidc/did/{did}"));

    /** The client's own web server, where its request object lies. */
    private static final StubServer PORTAL = new StubServer();

    private static final World WORLD = new World();
    private static final String SCOPE = "openid learcredential";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        for (var client : CLIENTS) {
            Files.writeString(WORLD.folder.resolve("clients.yaml"), client.entry(), StandardOpenOption.APPEND);
        }
        WORLD.describe(registry);
    }

    @AfterAll
    static void close() {
        PORTAL.close();
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

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void a_confidential_client_does_what_the_runbook_says(Registered client) throws Exception {
        step_2_the_registered_keys_are_where_the_entry_says(client);
        step_3_the_client_hosts_its_request_object(client);
        var page = step_4_it_sends_the_browser_to_authorize(client);
        step_5_the_person_shows_a_credential_from_the_wallet(page);
        var callback = step_6_the_browser_comes_back_with_code_and_state(page);
        var tokens = step_7_the_client_exchanges_the_code(client, callback);
        step_8_an_api_believes_the_access_token(client, tokens);
        var refreshed = step_8_the_client_refreshes_without_the_person(client, tokens);
        step_8_the_person_signs_out(refreshed);
    }

    private void step_2_the_registered_keys_are_where_the_entry_says(Registered client) throws Exception {
        var published =
                JWKSet.parse(http.get(Surface.DID + "/" + client.key.did()).body());

        assertThat(published.getKeys()).singleElement().satisfies(key -> {
            assertThat(key.getKeyID()).isEqualTo(client.key.did());
            assertThat(key.toECKey().toECPublicKey()).isEqualTo(client.key.publicKey());
        });
    }

    /** Three claims, signed with ES256 under the did:key. */
    private static void step_3_the_client_hosts_its_request_object(Registered client) {
        PORTAL.serve(client.key.sign(
                Map.of("typ", "oauth-authz-req+jwt", "kid", client.key.did()),
                Map.of("client_id", client.key.did(), "scope", SCOPE, "redirect_uri", PORTAL.url("/callback"))));
    }

    /** The redirect URI is inside of the request object only. */
    private String step_4_it_sends_the_browser_to_authorize(Registered client) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.key.did());
        parameters.put("request_uri", PORTAL.url("/requests/1"));
        parameters.put("scope", SCOPE);
        parameters.put("state", "af0ifjsldkj");
        parameters.put("nonce", "n-0S6_WzA2Mj");

        var answer = browser.get("/authorize?" + Http.encoded(parameters));

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(World.ISSUER + "/login/");
        assertThat(PORTAL.asked()).contains("GET /requests/1");
        return Browser.path(answer.header("Location"));
    }

    private void step_5_the_person_shows_a_credential_from_the_wallet(String page) {
        var told = browser.post(browser.answer(WORLD, WORLD.person, page));

        assertThat(told.status()).as(told.body()).isEqualTo(200);
    }

    private Map<String, String> step_6_the_browser_comes_back_with_code_and_state(String page) {
        var callback = browser.arrive(browser.get(page + "/continue"));

        assertThat(callback)
                .containsOnlyKeys("code", "state", "iss")
                .containsEntry("state", "af0ifjsldkj")
                .containsEntry("iss", World.ISSUER.toString());
        return callback;
    }

    /** At the example's path, without {@code client_id}, with the {@code state} of the authorization request. */
    private JsonNode step_7_the_client_exchanges_the_code(Registered client, Map<String, String> callback)
            throws Exception {
        var answer = http.post("/oauth/token", exchange(client, callback));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var tokens = answer.json();
        assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.get("expires_in").asInt()).isEqualTo(3600);
        assertIdToken(client, tokens.get("id_token").asString());
        assertAccessToken(client, tokens.get("access_token").asString());
        assertThat(tokens.get("refresh_token").asString()).hasSizeGreaterThan(40);
        return tokens;
    }

    private static Map<String, String> exchange(Registered client, Map<String, String> callback) {
        var form = authenticated(client);
        form.put("grant_type", "authorization_code");
        form.put("code", callback.getOrDefault("code", ""));
        form.put("redirect_uri", PORTAL.url("/callback"));
        form.put("state", callback.getOrDefault("state", ""));
        return form;
    }

    /** RFC 7523 §2.2: a form with an assertion of its own. */
    private static Map<String, String> authenticated(Registered client) {
        var now = Instant.now().getEpochSecond();
        var assertion = client.key.sign(
                Map.of("kid", client.key.did()),
                Map.of(
                        "iss", client.key.did(),
                        "sub", client.key.did(),
                        "aud", World.ISSUER.toString(),
                        "jti", UUID.randomUUID().toString(),
                        "iat", now,
                        "exp", now + 60));
        var form = new LinkedHashMap<String, String>();
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return form;
    }

    private void assertIdToken(Registered client, String idToken) throws Exception {
        assertSigned(idToken);
        var claims = Browser.payload(idToken);
        assertThat(claims.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(claims.get("aud").asString()).isEqualTo(client.key.did());
        assertThat(claims.get("sub").asString()).isEqualTo(WORLD.person.did());
        assertThat(claims.get("nonce").asString()).isEqualTo("n-0S6_WzA2Mj");
        assertThat(claims.get("email").asString()).contains("@");
        assertThat(claims.get("vc_json").asString()).contains("LEARCredentialEmployee");
    }

    private void assertAccessToken(Registered client, String accessToken) throws Exception {
        assertSigned(accessToken);
        var claims = Browser.payload(accessToken);
        assertThat(claims.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(claims.get("sub").asString()).isEqualTo(WORLD.person.did());
        assertThat(claims.get("client_id").asString()).isEqualTo(client.key.did());
        assertThat(claims.get("mandator").get("organizationIdentifier").asString())
                .isEqualTo(World.ORGANIZATION);
        assertThat(claims.get("vc").get("credentialSubject").has("mandate")).isTrue();
    }

    private void assertSigned(String token) throws Exception {
        var signed = JWSObject.parse(token);
        var keys = JWKSet.parse(http.get(Surface.JWKS).body());
        var key = keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey();
        assertThat(signed.verify(new ECDSAVerifier(key))).isTrue();
    }

    private void step_8_an_api_believes_the_access_token(Registered client, JsonNode tokens) {
        var info = userInfo(tokens);
        assertThat(info.status()).as(info.body()).isEqualTo(200);
        assertThat(info.json().get("sub").asString()).isEqualTo(WORLD.person.did());

        var form = authenticated(client);
        form.put("token", tokens.get("access_token").asString());
        var introspected = http.post(Surface.INTROSPECT, form);
        assertThat(introspected.json().get("active").asBoolean())
                .as(introspected.body())
                .isTrue();
    }

    private Http.Answer userInfo(JsonNode tokens) {
        return http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + tokens.get("access_token").asString())
                .GET());
    }

    private JsonNode step_8_the_client_refreshes_without_the_person(Registered client, JsonNode tokens)
            throws Exception {
        var form = authenticated(client);
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", tokens.get("refresh_token").asString());

        var answer = http.post("/oauth/token", form);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var refreshed = answer.json();
        assertIdToken(client, refreshed.get("id_token").asString());
        assertAccessToken(client, refreshed.get("access_token").asString());
        assertThat(refreshed.get("access_token").asString())
                .isNotEqualTo(tokens.get("access_token").asString());
        assertThat(userInfo(refreshed).status()).isEqualTo(200);
        return refreshed;
    }

    /** To the address that is registered under {@code postLogoutRedirectUris}; what was issued is worth nothing from then on. */
    private void step_8_the_person_signs_out(JsonNode tokens) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("id_token_hint", tokens.get("id_token").asString());
        parameters.put("post_logout_redirect_uri", PORTAL.url("/"));
        parameters.put("state", "bye");

        var answer = browser.get("/oidc/logout?" + Http.encoded(parameters));

        assertThat(answer.status()).as(answer.body()).isIn(302, 303);
        assertThat(answer.header("Location")).isEqualTo(PORTAL.url("/?state=bye"));
        assertThat(userInfo(tokens).status()).isEqualTo(401);
    }

    /** The example of step 7 sends the state; it is looked at, so it must be the right one. */
    @Test
    void a_state_of_another_request_redeems_no_code() {
        var client = CLIENTS.getFirst();
        step_3_the_client_hosts_its_request_object(client);
        var page = step_4_it_sends_the_browser_to_authorize(client);
        step_5_the_person_shows_a_credential_from_the_wallet(page);
        var callback = step_6_the_browser_comes_back_with_code_and_state(page);
        var form = exchange(client, callback);
        form.put("state", "another");

        var answer = http.post("/oauth/token", form);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("grant_state_differs");
    }
}
