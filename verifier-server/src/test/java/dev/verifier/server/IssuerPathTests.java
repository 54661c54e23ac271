package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An issuer with a path, behind a proxy that keeps the path or one that takes it away. */
@VerifierTest
class IssuerPathTests {

    private static final World WORLD = new World();
    private static final URI ISSUER = URI.create("https://id.example/verifier/eu");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.issuer", ISSUER::toString);
    }

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/verifier/eu/.well-known/openid-configuration",
                "/.well-known/openid-configuration/verifier/eu",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/verifier/eu",
                "/verifier/eu/.well-known/oauth-authorization-server"
            })
    void the_metadata_are_where_each_specification_looks_for_them(String path) {
        var metadata = new Http(port).get(path).json();

        assertThat(metadata.get("issuer").asString()).isEqualTo(ISSUER.toString());
        assertThat(metadata.get("token_endpoint").asString()).isEqualTo(ISSUER + "/oidc/token");
        assertThat(metadata.get("jwks_uri").asString()).isEqualTo(ISSUER + "/oidc/jwks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc/token", "/verifier/eu/oidc/token", "/verifier/eu/oauth2/token"})
    void a_machine_gets_its_token_with_the_path_and_without(String path) {
        var login = MachineLogin.builder(WORLD.machine, ISSUER, Instant.now(), new SecureRandom())
                .seal(WORLD.authority.seal(World.ORGANIZATION, SealKey.P_256))
                .version(LearVersion.M2)
                .build();

        var answer = new Http(port).post(path, login.form());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/other/oidc/jwks",
                "/verifier/oidc/jwks",
                "/verifier/eu/verifier/eu/oidc/jwks",
                "/.well-known/openid-configuration/other",
                "/verifier/euoidc/jwks",
                "/oidc/jwks/verifier/eu"
            })
    void no_other_path_leads_in(String path) {
        assertThat(new Http(port).get(path).status()).isEqualTo(404);
    }

    @Test
    void a_waiting_browser_is_led_on_below_the_issuer_s_path() {
        var http = new Http(port);
        var begun = http.get("/verifier/eu/oidc/authorize?" + Http.encoded(Browser.request()));
        var cookie = begun.header("Set-Cookie").replaceFirst(";.*", "");
        var page = begun.header("Location").replace("https://id.example", "");
        assertThat(page).startsWith("/verifier/eu/login/");

        var facts = http.send(http.request(page)
                        .header("Accept", "application/json")
                        .header("Cookie", cookie)
                        .GET())
                .json();
        assertThat(facts.get("events").asString()).isEqualTo(page + "/events");
        var link = facts.get("openid4vp").asString().replace("id.example", "localhost");
        var request = Browser.query(URI.create(link.replace("?", "x?")).getRawQuery())
                .getOrDefault("request_uri", "")
                .replace("https://localhost", "");
        var asked = Browser.asked(Browser.payload(http.get(request).body()));
        var answer = WORLD.answer(WORLD.person, asked).build();
        assertThat(http.post("/verifier/eu/oid4vp/auth-response", answer.form()).status())
                .isEqualTo(200);

        var waiting = RawHttp.firstEvent(port, page + "/events", cookie);

        assertThat(waiting).contains("event:redirect", "data:" + page + "/continue");
    }

    @Test
    void health_and_keys_are_where_they_were() {
        var http = new Http(port);

        assertThat(http.get("/health").status()).isEqualTo(200);
        assertThat(http.get("/verifier/eu/oidc/jwks").json().get("keys")).isNotEmpty();
        assertThat(http.get("/verifier/eu/oidc/did/" + WORLD.machine.did()).status())
                .isEqualTo(200);
    }
}
