package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.PresentationTampering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What an operator sees of a server that runs, and what nobody sees there. */
@VerifierTest
class AdminPageTests {

    private static final World WORLD = new World();

    /** Whoever writes the list may write anything. */
    private static final String ODD_CLIENT = "<script>alert(1)</script>";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        var clients = WORLD.folder.resolve("clients.yaml");
        Files.writeString(
                clients,
                Files.readString(clients) + "  - clientId: \"" + ODD_CLIENT
                        + "\"\n    redirectUris: [\"javascript:alert(2)\"]\n"
                        + "    scopes: [\"openid_learcredential\"]\n    clientAuthenticationMethods: [\"none\"]\n"
                        + "    authorizationGrantTypes: [\"authorization_code\"]\n");
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Http http;
    private Http management;

    @BeforeEach
    void call() {
        http = new Http(port);
        management = new Http(managementPort);
    }

    private Http.Answer page() {
        return management.send(management.request("/admin").header("Accept", "text/html,*/*;q=0.8"));
    }

    private Http.Answer facts() {
        return management.send(management.request("/admin").header("Accept", "application/json"));
    }

    @Test
    void a_refusal_is_found_by_the_support_id_that_its_caller_was_told() {
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
        var refused =
                http.token(WORLD.login().tampered(PresentationTampering.EXPIRED).form());
        var id = refused.json().get("error_id").asString();

        assertThat(page().body())
                .contains(id)
                .contains("presentation_expired")
                .contains("RFC 7519")
                .contains(WORLD.machine.did());
        var newest = facts().json().get("refusals").get(0);
        assertThat(newest.get("id").asString()).isEqualTo(id);
        assertThat(newest.get("code").asString()).isEqualTo(refused.code());
        assertThat(newest.get("endpoint").asString()).isEqualTo("/oidc/token");
        assertThat(facts().json().get("reasons").toString()).contains("presentation_expired");
    }

    @Test
    void lists_are_there_with_their_age_and_what_is_odd_in_them() {
        var clients = facts().json().get("lists").values().stream()
                .filter(list -> list.get("name").asString().equals("clients"))
                .findFirst()
                .orElseThrow();

        assertThat(clients.get("entries").asInt()).isEqualTo(7);
        assertThat(Instant.parse(clients.get("asOf").asString())).isBefore(Instant.now());
        assertThat(clients.get("problem").asString()).isEmpty();
        assertThat(clients.get("findings").values()).anySatisfy(finding -> {
            assertThat(finding.get("entry").asString()).isEqualTo(ODD_CLIENT);
            assertThat(finding.get("severity").asString()).isEqualTo("ERROR");
        });
        assertThat(page().body()).contains("Findings in clients", "left out:", "clients.yaml");
    }

    @Test
    void keys_are_there_with_what_they_are_for() {
        var signs = http.get("/oidc/jwks").json().get("keys").get(0).get("kid").asString();

        var key = facts().json().get("keys").get(0);
        assertThat(key.get("name").asString()).isEqualTo(signs);
        assertThat(key.get("use").asString()).isEqualTo("signs");
        assertThat(page().body()).contains(signs).doesNotContain("\"d\"");
    }

    @Test
    void logins_are_counted_by_their_state() {
        var before = facts().json().at("/logins/requested").asLong(0);

        new Browser(http).begin(Browser.request());

        assertThat(facts().json().at("/logins/requested").asLong(0)).isEqualTo(before + 1);
    }

    @Test
    void what_strangers_wrote_is_text_and_the_page_runs_and_loads_nothing() throws Exception {
        var page = page();
        var style = page.body().split("</?style>", -1)[1];
        var digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .contains("default-src 'none'; style-src 'sha256-" + digest + "'")
                .contains("&lt;script&gt;")
                .doesNotContain("<script")
                .doesNotContain("http-equiv=\"refresh\"");
    }

    @Test
    void nobody_sees_it_at_the_port_that_everybody_reaches() {
        assertThat(page().status()).isEqualTo(200);
        assertThat(http.get("/admin").status()).isEqualTo(404);
    }
}
