package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.AssertionTampering;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A machine gets a token: every form in which clients of the ecosystem ask for one, and everything they then rely on. */
@VerifierTest
class MachineFlowTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    @Test
    void a_machine_gets_a_token_for_an_hour_and_nothing_else() {
        var answer = http.token(WORLD.login().form());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.json().get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.json().get("scope").asString()).isEqualTo("machine learcredential");
        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @ParameterizedTest
    @EnumSource(names = {"M1", "M2", "M3"})
    void a_token_says_who_for_whom_and_with_which_powers(LearVersion version) {
        var login = WORLD.login(WORLD.tenantMachine).version(version).build();

        var claims = claims(http.token(login.form()));

        var did = WORLD.tenantMachine.did();
        assertThat(claims.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(claims.get("sub").asString()).isEqualTo(did);
        assertThat(claims.get("client_id").asString()).isEqualTo(did);
        assertThat(claims.get("aud").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(claims.get("scope").asString()).isEqualTo("machine learcredential");
        assertThat(claims.get("jti").asString()).hasSizeGreaterThan(20);
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(3600);
        assertThat(claims.get("tenant").asString()).isEqualTo("acme");
        assertThat(claims.get("credential_type").asString()).isEqualTo(version.type());
        assertThat(claims.get("mandator").get("organizationIdentifier").asString())
                .isEqualTo(World.ORGANIZATION);
        assertThat(claims.get("mandatee").isObject()).isTrue();
        assertThat(claims.get("power").isArray()).isTrue();
        assertThat(claims.get("vc").get("credentialSubject").get("mandate").get("power"))
                .isEqualTo(claims.get("power"));
        assertThat(claims.get("vc").has("cnf")).isFalse();
    }

    @Test
    void a_token_verifies_with_the_published_keys_and_says_what_it_is() throws Exception {
        var token = JWSObject.parse(accessToken(http.token(WORLD.login().form())));

        var keys = JWKSet.parse(http.get(Surface.JWKS).body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(key.getKeyID()).startsWith("did:key:zDn");
        assertThat(keys.containsNonPublicKeys()).isFalse();
    }

    @Test
    void a_token_is_for_the_audience_its_client_is_registered_with() {
        assertThat(claims(http.token(WORLD.login().form())).get("aud").asString())
                .isEqualTo("https://api.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc/token", "/oauth/token", "/oauth2/token", "/token"})
    void the_token_endpoint_answers_under_every_name_and_as_every_audience(String path) {
        var login =
                WORLD.login().assertionAudience(World.ISSUER + path).presentationAudience(List.of(World.ISSUER + path));

        assertThat(http.post(path, login.form()).status()).isEqualTo(200);
    }

    @Test
    void clients_may_write_what_is_the_same_thing_in_their_own_way() {
        for (var login : List.of(
                WORLD.login().assertionAudience(List.of(World.ISSUER.toString())),
                WORLD.login().kidWithFragment(),
                WORLD.login().keyInTheHeader(),
                WORLD.login().withoutAssertionType(),
                WORLD.login().assertionType("client-authentication+jwt"),
                WORLD.login().withoutClientId(),
                WORLD.login().lifetime(Duration.ofSeconds(10)),
                WORLD.login().lifetime(Duration.ofMinutes(10)),
                WORLD.login().clockShifted(Duration.ofSeconds(25)),
                WORLD.login().clockShifted(Duration.ofSeconds(-25)))) {
            var answer = http.token(login.form());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void the_runbook_s_form_works_where_the_presentation_is_the_assertion() {
        var login = WORLD.login().runbook();

        assertThat(http.token(login.form()).status()).isEqualTo(200);
        assertThat(http.token(login.withoutClientId().anew(Instant.now()).form())
                        .status())
                .isEqualTo(200);
        assertThat(http.token(WORLD.login()
                                .runbook()
                                .presentationAudience(World.ISSUER + "/token")
                                .form())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_presentation_may_come_in_base64_of_either_alphabet_or_as_it_is() {
        var urls = Base64.getUrlEncoder();
        for (var encoding : List.<UnaryOperator<String>>of(
                jwt -> Base64.getEncoder().encodeToString(jwt.getBytes(StandardCharsets.US_ASCII)),
                jwt -> urls.encodeToString(jwt.getBytes(StandardCharsets.US_ASCII)),
                jwt -> urls.withoutPadding().encodeToString(jwt.getBytes(StandardCharsets.US_ASCII)),
                jwt -> jwt)) {
            var vpToken = encoding.apply(WORLD.login().presentation());
            var login = WORLD.login().editAssertion(draft -> draft.with("vp_token", vpToken));
            assertThat(http.token(login.form()).status()).isEqualTo(200);
        }
    }

    @Test
    void scopes_a_machine_may_ask_for_grant_no_more_than_it_has() {
        assertThat(scope("machine")).isEqualTo("machine");
        assertThat(scope("learcredential")).isEqualTo("learcredential");
        assertThat(scope("openid learcredential")).isEqualTo("learcredential");
        assertThat(scope("openid_learcredential")).isEqualTo("machine learcredential");

        var answer = http.token(with(WORLD.login(), "scope", "machine admin"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_scope");
    }

    private String scope(String asked) {
        return http.token(with(WORLD.login(), "scope", asked))
                .json()
                .get("scope")
                .asString();
    }

    @Test
    void a_token_ends_with_the_credential_behind_it() {
        var issuer = new TestIssuer(WORLD.authority.seal(World.ORGANIZATION, SealKey.P_256));
        var holder = Holder.machine(WORLD.machine, "api.example", "192.0.2.4");
        var end = Instant.now().plusSeconds(120).truncatedTo(ChronoUnit.SECONDS);
        var credential =
                issuer.sign(issuer.draft(LearVersion.M2, holder, Instant.now().minusSeconds(60))
                        .withBody("validUntil", end.toString()));
        var login = MachineLogin.builder(WORLD.machine, World.ISSUER, Instant.now(), new SecureRandom())
                .credential(credential)
                .build();

        var answer = http.token(login.form());

        assertThat(answer.json().get("expires_in").asInt()).isBetween(100, 120);
        assertThat(claims(answer).get("exp").asLong()).isEqualTo(end.getEpochSecond());
    }

    @Test
    void only_clients_registered_for_it_get_a_token_of_their_own() {
        var answer = http.token(WORLD.login(WORLD.notAMachine).build().form());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("unauthorized_client");
        assertThat(answer.code()).isEqualTo("grant_not_registered");
    }

    @Test
    void introspection_tells_the_client_about_its_token() {
        var token = accessToken(http.token(WORLD.login().form()));

        var answer = introspect(WORLD.login(), token);

        assertThat(answer.json().get("active").asBoolean()).isTrue();
        assertThat(answer.json().get("client_id").asString()).isEqualTo(WORLD.machine.did());
        assertThat(answer.json().get("sub").asString()).isEqualTo(WORLD.machine.did());
        assertThat(answer.json().get("scope").asString()).isEqualTo("machine learcredential");
        assertThat(answer.json().get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.json().get("exp").asLong())
                .isEqualTo(claims(token).get("exp").asLong());
        assertThat(answer.json().get("iss").asString()).isEqualTo(World.ISSUER.toString());
    }

    @Test
    void introspection_tells_nobody_about_anything_else() {
        var token = accessToken(http.token(WORLD.login().form()));
        var otherClients = introspect(WORLD.login(WORLD.otherMachine).build(), token);
        var tampered = token.substring(0, token.length() - 4) + "AAAA";
        var unsigned = token.replaceFirst("^[^.]+", "eyJhbGciOiJub25lIn0").replaceFirst("[^.]+$", "");

        assertThat(otherClients.json()).isEqualTo(new JsonMapper().readTree("{\"active\":false}"));
        for (var worthless :
                List.of(tampered, unsigned, "garbage", WORLD.login().credential(), "a.b.c")) {
            var answer = introspect(WORLD.login(), worthless);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void introspection_wants_to_know_who_asks() {
        var token = accessToken(http.token(WORLD.login().form()));

        var nobody = http.post(Surface.INTROSPECT, Map.of("token", token));
        var somebodyElse = http.post(
                Surface.INTROSPECT,
                with(WORLD.login().tampered(AssertionTampering.SIGNED_BY_ANOTHER_KEY), "token", token));

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().get("error").asString()).isEqualTo("invalid_client");
        assertThat(somebodyElse.status()).isEqualTo(401);
    }

    private Http.Answer introspect(MachineLogin caller, String token) {
        return http.post(
                Surface.INTROSPECT,
                Map.of(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        caller.withoutVpToken().assertion(),
                        "token",
                        token));
    }

    private static Map<String, String> with(MachineLogin login, String name, String value) {
        var form = new HashMap<>(login.form());
        form.put(name, value);
        return form;
    }

    private static String accessToken(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("access_token").asString();
    }

    private static JsonNode claims(Http.Answer answer) {
        return claims(accessToken(answer));
    }

    private static JsonNode claims(String token) {
        return new JsonMapper()
                .readTree(
                        Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
    }
}
