package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
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

/** What is in a person's tokens, and what is not; and that one of them is not taken for another. */
@VerifierTest
class TokenContentTests {

    private static final World WORLD = new World();

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private JsonNode tokens(String scope) {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("scope", scope);
        var code = browser.signIn(WORLD, WORLD.person, request).getOrDefault("code", "");
        var answer = http.token(Browser.redemption(code));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Http.Answer userInfo(String token) {
        return http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    private static String token(JsonNode tokens, String name) {
        return tokens.get(name).asString();
    }

    /** TC-04: nobody gets the credential, or anything of the person, who did not ask for it. */
    @Test
    void with_the_scope_openid_alone_nothing_is_told_of_the_person() {
        var tokens = tokens("openid");
        var access = token(tokens, "access_token");

        for (var told : List.of(
                Browser.payload(access).toString(),
                Browser.payload(token(tokens, "id_token")).toString(),
                userInfo(access).body())) {
            assertThat(told)
                    .contains(WORLD.person.did())
                    .doesNotContain("mandate", "vc_json", "\"vc\"", "@", "name", "VATES");
        }
    }

    @Test
    void the_ecosystem_s_scope_asks_for_the_credential() {
        var tokens = tokens("openid learcredential");
        var access = token(tokens, "access_token");

        assertThat(Browser.payload(access).get("vc").toString()).contains("mandate", World.ORGANIZATION);
        assertThat(Browser.payload(access).get("power").isArray()).isTrue();
        assertThat(Browser.payload(token(tokens, "id_token")).get("vc_json").asString())
                .contains("mandate");
        assertThat(userInfo(access).json().get("vc").toString()).contains("mandate");
    }

    /** TC-05: we have verified no address; the ecosystem's readers know that its issuers did. */
    @ParameterizedTest
    @ValueSource(strings = {"openid email", "openid learcredential"})
    void an_address_is_called_verified_for_the_ecosystem_only(String scope) {
        var idToken = Browser.payload(token(tokens(scope), "id_token"));

        assertThat(idToken.get("email").asString()).contains("@");
        assertThat(idToken.path("email_verified").asBoolean(false)).isEqualTo(scope.contains("learcredential"));
        assertThat(idToken.has("vc_json")).isEqualTo(scope.contains("learcredential"));
    }

    @Test
    void the_scope_profile_is_a_name() {
        var idToken = Browser.payload(token(tokens("openid profile"), "id_token"));

        assertThat(idToken.get("name").asString()).isNotEmpty();
        assertThat(idToken.has("email")).isFalse();
    }

    /** TC-06: a credential may call its members what it likes. */
    @Test
    void what_a_credential_says_of_itself_changes_no_claim_of_ours() {
        var issuer = WORLD.credentialIssuer();
        var draft = issuer.draft(LearVersion.E3, Holder.employee(WORLD.person), Instant.now());
        for (var name : List.of("aud", "scope", "client_id", "tenant", "azp", "sid", "auth_time", "nonce")) {
            draft = draft.withBody("credentialSubject/" + name, "theirs")
                    .withBody("credentialSubject/mandate/" + name, "theirs");
        }
        var page = browser.begin(Browser.request());
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
        var told = browser.post(
                WORLD.answer(WORLD.person, asked).credential(issuer.sign(draft)).build());
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        var code = browser.arrive(browser.get(page + "/continue")).getOrDefault("code", "");

        var tokens = http.token(Browser.redemption(code)).json();
        for (var claims :
                List.of(Browser.payload(token(tokens, "access_token")), Browser.payload(token(tokens, "id_token")))) {
            for (var name : claims.propertyNames()) {
                if (!name.equals("vc") && !name.equals("vc_json")) {
                    assertThat(claims.get(name).toString()).as(name).doesNotContain("theirs");
                }
            }
        }
        assertThat(Browser.payload(token(tokens, "access_token")).get("scope").asString())
                .contains("learcredential");
    }

    /** TC-02 (RFC 9068 §2.2): who issued it, for whom, to whom. */
    @Test
    void a_token_says_for_whom_it_is() {
        var tokens = tokens("openid learcredential");
        var access = Browser.payload(token(tokens, "access_token"));
        var idToken = Browser.payload(token(tokens, "id_token"));

        assertThat(access.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(access.get("aud").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(access.get("client_id").asString()).isEqualTo("browser-app");
        assertThat(idToken.get("aud").asString()).isEqualTo("browser-app");
        assertThat(idToken.get("azp").asString()).isEqualTo("browser-app");
        assertThat(access.get("jti").asString()).isNotEqualTo(idToken.get("jti").asString());
    }

    /** TC-01 (RFC 8725 §3.12): both are JWTs under the same key. */
    @Test
    void an_id_token_opens_nothing() {
        var tokens = tokens("openid learcredential");

        assertThat(userInfo(token(tokens, "access_token")).status()).isEqualTo(200);
        assertThat(userInfo(token(tokens, "id_token")).code()).isEqualTo("access_token_invalid");
    }

    /** TC-08: what is left of a token after somebody worked on it. */
    @Test
    void a_token_that_was_worked_on_opens_nothing() {
        var good = token(tokens("openid learcredential"), "access_token");
        var parts = good.split("\\.", -1);
        var none = encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        var otherKey = encoded(text(parts[0]).replaceFirst("\"kid\":\"[^\"]+\"", "\"kid\":\"did:key:zOther\""));
        var later = encoded(text(parts[1]).replaceFirst("\"exp\":[0-9]+", "\"exp\":9999999999"));
        var shared = encoded(text(parts[0]).replace("ES256", "HS256"));

        for (var bad : List.of(
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                otherKey + "." + parts[1] + "." + parts[2],
                parts[0] + "." + later + "." + parts[2],
                shared + "." + parts[1] + "." + parts[2])) {
            var answer = userInfo(bad);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("access_token_invalid");
        }
        assertThat(userInfo(good).status()).isEqualTo(200);
    }

    /** UL-02: a URL is no place for a token, and a machine is nobody to tell about. */
    @Test
    void a_token_in_the_url_or_of_a_machine_opens_nothing() {
        var good = token(tokens("openid learcredential"), "access_token");
        var machine = http.token(WORLD.login().form()).json();

        assertThat(http.get(Surface.USERINFO + "?access_token=" + good).status())
                .isIn(400, 401);
        assertThat(userInfo(token(machine, "access_token")).status()).isIn(401, 403);
        assertThat(http.post(Surface.USERINFO, Map.of()).status()).isEqualTo(401);
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
