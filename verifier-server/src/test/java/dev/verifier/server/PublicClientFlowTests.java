package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A person signs in at a public client: from the client's request to the tokens. */
@VerifierTest
class PublicClientFlowTests {

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

    @Test
    void a_person_signs_in_with_a_wallet_on_another_device_and_the_client_gets_tokens() {
        var arrived = browser.signIn(WORLD, WORLD.person, Browser.request());

        assertThat(arrived)
                .containsEntry("state", "client state & more")
                .containsEntry("iss", World.ISSUER.toString())
                .containsKey("code");
        var tokens = http.token(Browser.redemption(arrived.getOrDefault("code", "")));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.json().get("expires_in").asInt()).isEqualTo(3600);
        assertThat(tokens.json().get("scope").asString().split(" "))
                .containsExactlyInAnyOrder("openid", "learcredential");
        assertThat(tokens.json().has("refresh_token")).isFalse();

        var idToken = Browser.payload(tokens.json().get("id_token").asString());
        assertThat(idToken.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(idToken.get("aud").asString()).isEqualTo("browser-app");
        assertThat(idToken.get("azp").asString()).isEqualTo("browser-app");
        assertThat(idToken.get("sub").asString()).isEqualTo(WORLD.person.did());
        assertThat(idToken.get("nonce").asString()).isEqualTo("client nonce");
        assertThat(idToken.get("acr").asString()).isEqualTo("0");
        assertThat(idToken.get("exp").asLong() - idToken.get("iat").asLong()).isEqualTo(300);
        assertThat(idToken.get("auth_time").asLong())
                .isLessThanOrEqualTo(idToken.get("iat").asLong());
        assertThat(idToken.get("at_hash").asString()).hasSize(22);
        assertThat(idToken.get("email").asString()).contains("@");
        assertThat(idToken.get("vc_json").asString()).startsWith("{").contains("LEARCredentialEmployee");

        var accessToken = tokens.json().get("access_token").asString();
        assertThat(Browser.header(accessToken).get("typ").asString()).isEqualTo("at+jwt");
        var claims = Browser.payload(accessToken);
        assertThat(claims.get("sub").asString()).isEqualTo(WORLD.person.did());
        assertThat(claims.get("client_id").asString()).isEqualTo("browser-app");
        assertThat(claims.get("credential_type").asString()).isEqualTo("LEARCredentialEmployee");
        assertThat(claims.get("mandator").get("organizationIdentifier").asString())
                .isEqualTo(World.ORGANIZATION);
        assertThat(claims.get("power").get(0).has("function")).isTrue();
        assertThat(claims.get("vc").get("credentialSubject").has("mandate")).isTrue();
    }

    @Test
    void a_wallet_on_the_same_device_brings_the_person_back_with_its_response_code() {
        var page = browser.begin(Browser.request());
        var told = browser.post(browser.answer(WORLD, WORLD.person, page));

        var back = told.json().get("redirect_uri").asString();
        assertThat(back).startsWith(World.ISSUER + page + "/return?response_code=");
        assertThat(browser.arrive(browser.get(back))).containsKey("code");
    }

    @Test
    void the_access_token_opens_userinfo_until_it_is_another_s() {
        var code = browser.signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        var token =
                http.token(Browser.redemption(code)).json().get("access_token").asString();

        var info = http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + token)
                .GET());
        assertThat(info.status()).as(info.body()).isEqualTo(200);
        assertThat(info.json().get("sub").asString()).isEqualTo(WORLD.person.did());
        assertThat(info.json().get("email").asString()).contains("@");

        var other = http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + token.substring(0, token.length() - 4) + "AAAA")
                .GET());
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.code()).isEqualTo("access_token_invalid");
        assertThat(other.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @DisabledIfSystemProperty(named = "database", matches = "postgresql", disabledReason = "it is about H2")
    @Test
    void the_database_has_nothing_to_complain_about() {
        var code = browser.signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        assertThat(http.token(Browser.redemption(code)).status()).isEqualTo(200);

        assertThat(WORLD.folder.resolve("data/verifier.mv.db")).exists();
        assertThat(WORLD.folder.resolve("data/verifier.trace.db")).doesNotExist();
    }

    @Test
    void a_code_is_good_once_and_its_token_is_worthless_after_the_second_try() {
        var code = browser.signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        var first = http.token(Browser.redemption(code));
        assertThat(first.status()).isEqualTo(200);

        var second = http.token(Browser.redemption(code));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().get("error").asString()).isEqualTo("invalid_grant");
        var info = http.send(http.request(Surface.USERINFO)
                .header(
                        "Authorization",
                        "Bearer " + first.json().get("access_token").asString())
                .GET());
        assertThat(info.status()).isEqualTo(401);
    }

    @Test
    void a_code_verifier_opens_no_introspection() {
        var first = browser.signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        var token =
                http.token(Browser.redemption(first)).json().get("access_token").asString();
        var second = browser.signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        var form = new java.util.LinkedHashMap<>(Browser.redemption(second));
        form.put("token", token);

        var answer = http.post(Surface.INTROSPECT, form);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
        assertThat(http.token(Browser.redemption(second)).status()).isEqualTo(200);
    }

    @Test
    void two_people_and_two_tabs_sign_in_at_the_same_client_at_once() {
        var other = new Browser(http);
        var tab = new java.util.LinkedHashMap<>(Browser.request());
        tab.put("state", "the other tab's");
        var first = browser.begin(Browser.request());
        var second = browser.begin(tab);
        var third = other.begin(Browser.request());

        browser.post(browser.answer(WORLD, WORLD.otherPerson, second));
        other.post(other.answer(WORLD, WORLD.otherPerson, third));
        browser.post(browser.answer(WORLD, WORLD.person, first));
        var atFirst = browser.arrive(browser.get(first + "/continue"));
        var atThird = other.arrive(other.get(third + "/continue"));
        var atSecond = browser.arrive(browser.get(second + "/continue"));

        assertThat(subject(atFirst)).isEqualTo(WORLD.person.did());
        assertThat(subject(atSecond)).isEqualTo(WORLD.otherPerson.did());
        assertThat(subject(atThird)).isEqualTo(WORLD.otherPerson.did());
        assertThat(atFirst).containsEntry("state", "client state & more");
        assertThat(atSecond).containsEntry("state", "the other tab's");
    }

    private String subject(Map<String, String> arrived) {
        var tokens = http.token(Browser.redemption(arrived.getOrDefault("code", "")));
        return Browser.payload(tokens.json().get("id_token").asString())
                .get("sub")
                .asString();
    }

    @Test
    void the_person_is_asked_where_the_client_is_registered_so() {
        var request = new java.util.LinkedHashMap<>(Browser.request());
        request.put("client_id", "careful-app");
        request.put("redirect_uri", "https://careful.example/callback");
        var page = browser.begin(request);
        browser.post(browser.answer(WORLD, WORLD.person, page));

        var question = browser.get(page + "/continue");
        assertThat(question.status()).isEqualTo(200);
        var token = java.util.regex.Pattern.compile("name=\"token\" value=\"([^\"]+)\"")
                .matcher(question.body());
        assertThat(token.find()).as(question.body()).isTrue();
        assertThat(browser.post(page + "/consent", Map.of("token", "guessed", "answer", "allow"))
                        .status())
                .isEqualTo(400);
        var arrived =
                browser.arrive(browser.post(page + "/consent", Map.of("token", token.group(1), "answer", "allow")));
        assertThat(arrived).containsKey("code");
    }
}
