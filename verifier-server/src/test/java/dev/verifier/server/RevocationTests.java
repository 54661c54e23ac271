package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.LastingClient.Tokens;
import dev.verifier.server.configuration.Surface;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a client takes back is worthless at once, and introspection says what is so to those whom it concerns. */
@VerifierTest
class RevocationTests {

    private static final World WORLD = new World();
    private static final String REFRESHING = "authorization_code, refresh_token";
    private static final LastingClient PORTAL = LastingClient.confidential(WORLD, REFRESHING);
    private static final LastingClient OTHER = LastingClient.confidential(WORLD, REFRESHING);
    private static final LastingClient APP = LastingClient.open(WORLD, "app-that-stays", REFRESHING);
    private static final LastingClient OTHER_APP = LastingClient.open(WORLD, "app-that-stays-too", REFRESHING);

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

    /** RF-04 and IR-04. */
    @Test
    void with_a_refresh_token_everything_is_taken_back_that_was_granted_with_it() {
        for (var client : List.of(PORTAL, APP)) {
            var first = client.signIn(http);
            var second = Tokens.of(client.refresh(http, first.refresh()));
            assertThat(second.userInfo(http)).isEqualTo(200);

            var answer = client.revoke(http, second.refresh());

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(client.refresh(http, second.refresh()).code()).isEqualTo("refresh_token_invalid");
            assertThat(first.userInfo(http)).isEqualTo(401);
            assertThat(second.userInfo(http)).isEqualTo(401);
            if (client.equals(PORTAL)) {
                for (var token : List.of(first.access(), second.access(), first.refresh(), second.refresh())) {
                    assertThat(client.introspect(http, token).body()).isEqualTo("{\"active\":false}");
                }
            }
            assertThat(client.revoke(http, second.refresh()).status())
                    .as("it is gone, which is what was wanted")
                    .isEqualTo(200);
        }
    }

    @Test
    void an_access_token_is_taken_back_by_itself() {
        for (var client : List.of(PORTAL, APP)) {
            var first = client.signIn(http);
            var second = Tokens.of(client.refresh(http, first.refresh()));

            assertThat(client.revoke(http, first.access()).status()).isEqualTo(200);
            assertThat(client.revoke(http, first.access()).status()).isEqualTo(200);

            assertThat(first.userInfo(http)).isEqualTo(401);
            assertThat(second.userInfo(http)).isEqualTo(200);
            assertThat(client.refresh(http, second.refresh()).status()).isEqualTo(200);
        }
    }

    @Test
    void a_machine_s_token_is_taken_back_though_it_is_remembered_nowhere() {
        var token = http.token(WORLD.login().form()).json().get("access_token").asString();
        var other = http.token(WORLD.login().form()).json().get("access_token").asString();
        assertThat(machine(Surface.INTROSPECT, token).json().get("active").asBoolean())
                .isTrue();

        assertThat(machine(Surface.REVOKE, token).status()).isEqualTo(200);

        assertThat(machine(Surface.INTROSPECT, token).body()).isEqualTo("{\"active\":false}");
        assertThat(machine(Surface.INTROSPECT, other).json().get("active").asBoolean())
                .isTrue();
    }

    /** ECDSA takes a signature's second number and its negative alike: another text, and the same token. */
    @Test
    void a_token_that_was_taken_back_stays_so_however_it_is_written() {
        var person = PORTAL.signIn(http).access();
        var machine =
                http.token(WORLD.login().form()).json().get("access_token").asString();
        assertThat(PORTAL.sees(http, otherwise(person))).isTrue();
        assertThat(machine(Surface.INTROSPECT, otherwise(machine))
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();

        assertThat(PORTAL.revoke(http, person).status()).isEqualTo(200);
        assertThat(machine(Surface.REVOKE, machine).status()).isEqualTo(200);

        assertThat(PORTAL.sees(http, otherwise(person))).isFalse();
        assertThat(new Tokens(otherwise(person), "", "").userInfo(http)).isEqualTo(401);
        assertThat(machine(Surface.INTROSPECT, otherwise(machine)).body()).isEqualTo("{\"active\":false}");
    }

    private static String otherwise(String token) {
        var dot = token.lastIndexOf('.');
        var signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        var negative = Curve.P_256
                .toECParameterSpec()
                .getOrder()
                .subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        var octets = HexFormat.of().parseHex(String.format("%064x", negative));
        System.arraycopy(octets, 0, signature, 32, 32);
        return token.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private Http.Answer machine(String endpoint, String token) {
        var form = new HashMap<>(WORLD.login().withoutVpToken().form());
        form.put("token", token);
        return http.post(endpoint, form);
    }

    /** RFC 7009 §2.1: without effect, and told so. */
    @Test
    void nobody_takes_back_what_is_another_s() {
        record Attempt(LastingClient owner, LastingClient other) {}
        for (var attempt : List.of(new Attempt(PORTAL, OTHER), new Attempt(PORTAL, APP), new Attempt(APP, OTHER_APP))) {
            var tokens = attempt.owner().signIn(http);
            for (var token : List.of(tokens.refresh(), tokens.access())) {
                var answer = attempt.other().revoke(http, token);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.code()).isEqualTo("token_of_another_client");
            }
            assertThat(tokens.userInfo(http)).isEqualTo(200);
            assertThat(attempt.owner().refresh(http, tokens.refresh()).status()).isEqualTo(200);
        }
    }

    @Test
    void what_is_no_token_is_taken_back_already() {
        var tokens = PORTAL.signIn(http);
        for (var nothing : List.of("unknown", "x".repeat(67), "a.b.c", "x".repeat(100_000), tokens.id())) {
            for (var hint : List.of("refresh_token", "access_token", "whatever")) {
                var form = PORTAL.form("token", nothing, "token_type_hint", hint);
                assertThat(http.post(Surface.REVOKE, form).status()).isEqualTo(200);
            }
        }
        assertThat(tokens.userInfo(http)).isEqualTo(200);
    }

    @Test
    void a_request_to_take_back_is_a_form_from_a_client() {
        var token = PORTAL.signIn(http).refresh();

        assertThat(http.post(Surface.REVOKE, Map.of("token", token)).status()).isEqualTo(401);
        assertThat(http.post(Surface.REVOKE, Map.of("token", token, "client_id", PORTAL.clientId()))
                        .status())
                .as("a name is no proof where there is a key")
                .isEqualTo(401);
        assertThat(http.post(Surface.REVOKE, Map.of("token", token, "client_id", "nobody"))
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("invalid_client");
        assertThat(http.post(Surface.REVOKE, PORTAL.form()).json().get("error").asString())
                .isEqualTo("invalid_request");
        assertThat(http.get(Surface.REVOKE + "?token=" + token).status()).isEqualTo(405);
        assertThat(PORTAL.refresh(http, token).status()).isEqualTo(200);
    }

    /** IR-01. */
    @Test
    void nobody_introspects_without_proof_of_who_they_are() {
        var tokens = APP.signIn(http);

        assertThat(http.post(Surface.INTROSPECT, Map.of("token", tokens.access()))
                        .status())
                .isEqualTo(401);
        assertThat(APP.introspect(http, tokens.access()).status())
                .as("a public client cannot")
                .isEqualTo(401);
    }

    /** IR-02. */
    @Test
    void another_s_token_is_not_active() {
        var tokens = PORTAL.signIn(http);

        assertThat(PORTAL.sees(http, tokens.access())).isTrue();
        for (var token : List.of(tokens.access(), tokens.refresh())) {
            assertThat(OTHER.introspect(http, token).body()).isEqualTo("{\"active\":false}");
        }
    }

    /** IR-03. */
    @Test
    void a_token_that_is_good_is_told_with_what_it_is_good_for() {
        var first = PORTAL.signIn(http);
        var second = Tokens.of(PORTAL.refresh(http, first.refresh()));

        for (var token : List.of(first.access(), second.access(), second.refresh())) {
            var facts = PORTAL.introspect(http, token).json();
            assertThat(facts.get("active").asBoolean()).isTrue();
            assertThat(facts.get("client_id").asString()).isEqualTo(PORTAL.clientId());
            assertThat(facts.get("sub").asString()).isEqualTo(WORLD.person.did());
            assertThat(facts.get("scope").asString().split(" ")).containsExactlyInAnyOrder("openid", "learcredential");
            assertThat(facts.get("exp").asLong()).isGreaterThan(facts.get("iat").asLong());
            assertThat(facts.path("token_type").asString("none"))
                    .isEqualTo(token.equals(second.refresh()) ? "none" : "Bearer");
        }
        assertThat(PORTAL.sees(http, first.refresh())).as("it was used").isFalse();
        assertThat(PORTAL.sees(http, first.id())).as("it opens nothing").isFalse();
        assertThat(PORTAL.sees(http, first.access())).as("asking ends nothing").isTrue();
    }

    /** IR-06. */
    @Test
    void what_could_not_be_written_down_was_not_taken_back() {
        var world = new World();
        var portal = LastingClient.confidential(world, REFRESHING);
        var app = LastingClient.open(world, "app-that-stays", REFRESHING);
        try (var server = RunningServer.start(world.folder.resolve("d"), world.arguments())) {
            var confidential = portal.signIn(server.http());
            var open = app.signIn(server.http());
            server.context().getBean(HikariDataSource.class).close();

            assertThat(portal.revoke(server.http(), confidential.refresh()).status())
                    .isEqualTo(503);
            assertThat(app.revoke(server.http(), open.refresh()).status()).isEqualTo(503);
            assertThat(app.revoke(server.http(), open.access()).status()).isEqualTo(503);
            assertThat(app.refresh(server.http(), open.refresh()).status()).isEqualTo(503);
        }
    }
}
