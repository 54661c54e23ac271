package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.verifier.e2e.PlainBrowser.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** A Keycloak whose apps let people sign in with their wallet, by asking us. */
@EnabledIfSystemProperty(
        named = Keycloak.FOLDER,
        matches = ".+",
        disabledReason = "it is slow: ./dev test --all fetches Keycloak and runs this")
@ExtendWith(Village.Shared.class)
class KeycloakIT {

    /** RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String INTRANET = "http://localhost:" + Program.freePort();
    private static final String CALLBACK = INTRANET + "/callback";
    private static final String GOODBYE = INTRANET + "/goodbye";

    private static Program keycloak;
    private static String realm;

    @BeforeAll
    static void start(Village village) throws Exception {
        keycloak = Keycloak.start(
                village.folder().resolve("keycloak.out"),
                village.keycloak(),
                Map.of(
                        "issuer", village.issuer(),
                        "intranet", INTRANET,
                        "privateKey", encoded(village.keycloakKey().privateKey()),
                        "publicKey", encoded(village.keycloakKey().publicKey())));
        realm = village.keycloak() + "/realms/people/protocol/openid-connect";
    }

    private static String encoded(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    @AfterAll
    static void stop() {
        keycloak.close();
    }

    @Test
    void a_person_of_whom_keycloak_has_never_heard_signs_in_without_being_asked_for_anything(Village village)
            throws Exception {
        try (var browser = new PlainBrowser(CALLBACK)) {
            var who =
                    tokens(new Person(browser, village.phone()).signIn(login())).idToken();

            assertThat(who.getStringClaim("preferred_username")).isEqualTo(who.getStringClaim("email"));
            assertThat(who.getStringClaim("given_name")).isEqualTo("Ann");
            assertThat(who.getStringClaim("family_name")).isEqualTo("Lee");
            assertThat(who.getBooleanClaim("email_verified")).isTrue();
            assertThat(who.getStringClaim("organization"))
                    .as("what only userinfo tells, as a mapper finds it in the mandate")
                    .isEqualTo("Acme");
        }
    }

    @Test
    void whoever_comes_again_is_the_same_to_keycloak(Village village) throws Exception {
        try (var browser = new PlainBrowser(CALLBACK);
                var another = new PlainBrowser(CALLBACK)) {
            var once = tokens(new Person(browser, village.phone()).signIn(login()));
            var again = tokens(new Person(another, village.phone()).signIn(login()));

            assertThat(again.idToken().getSubject()).isEqualTo(once.idToken().getSubject());
        }
    }

    @Test
    void who_signs_out_of_an_app_is_signed_out_of_keycloak_and_here(Village village) throws Exception {
        try (var browser = new PlainBrowser(CALLBACK, GOODBYE)) {
            var tokens = tokens(new Person(browser, village.phone()).signIn(login()));
            var end = browser.open(realm + "/logout?"
                    + form(Map.of("id_token_hint", tokens.id(), "post_logout_redirect_uri", GOODBYE)));

            assertThat(end.address()).as(end::toString).hasToString(GOODBYE);
            assertThat(browser.open(login()).address().toString()).startsWith(village.issuer() + "/login/");
        }
    }

    /** Where the intranet sends who is not signed in: to Keycloak, and from there straight to the wallet. */
    private static String login() {
        return realm + "/auth?"
                + form(Map.of(
                        "client_id", "intranet",
                        "response_type", "code",
                        "redirect_uri", CALLBACK,
                        "scope", "openid profile email",
                        "code_challenge", CHALLENGE,
                        "code_challenge_method", "S256",
                        "kc_idp_hint", "verifier"));
    }

    private record Tokens(String id) {

        JWTClaimsSet idToken() throws ParseException {
            return SignedJWT.parse(id).getJWTClaimsSet();
        }
    }

    private static Tokens tokens(Page callback) throws Exception {
        assertThat(callback.address().toString()).as(callback::toString).startsWith(CALLBACK + "?");
        var code = callback.address().getQuery().replaceFirst(".*\\bcode=", "").replaceFirst("&.*", "");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(realm + "/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                                        "grant_type", "authorization_code",
                                        "client_id", "intranet",
                                        "redirect_uri", CALLBACK,
                                        "code", code,
                                        "code_verifier", VERIFIER))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Tokens(
                new JsonMapper().readTree(answer.body()).get("id_token").asString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
