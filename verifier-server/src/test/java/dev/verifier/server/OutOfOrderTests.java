package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** When the database is away: nothing is believed that cannot be remembered, and everybody is told so. */
@VerifierTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class OutOfOrderTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private HikariDataSource database;

    @Test
    void no_token_without_memory_and_a_line_for_the_operator(CapturedOutput output) {
        var http = new Http(port);
        var browser = new Browser(http);
        var code = browser.signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        var personal =
                http.token(Browser.redemption(code)).json().get("access_token").asString();
        var waiting = browser.begin(Browser.request());
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
        database.close();

        var answer = http.token(WORLD.login().form());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("out_of_order");
        assertThat(answer.json().get("error").asString()).isEqualTo("temporarily_unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "jdbc", "Hikari");
        var id = answer.json().get("error_id").asString();
        assertThat(output.toString().lines().filter(line -> line.contains(id)))
                .anyMatch(line -> line.contains("\"event\":\"Failed\""))
                .anyMatch(line -> line.contains("\"event\":\"Refused\""));
        var info = http.send(http.request("/oidc/userinfo")
                .header("Authorization", "Bearer " + personal)
                .GET());
        assertThat(info.status())
                .as("a token is not called invalid that nobody could look up")
                .isEqualTo(503);
        assertThat(info.header("WWW-Authenticate")).isEmpty();
        assertThat(output).contains(info.json().get("error_id").asString());
        for (var page : List.of("", "/events", "/continue", "/cancel")) {
            assertThat(browser.get(waiting + page).status()).as(page).isEqualTo(503);
        }
        assertThat(browser.authorize(Browser.request()).status()).isEqualTo(503);
        assertThat(new Http(managementPort).get("/health/readiness").status()).isEqualTo(503);
        assertThat(http.get("/oidc/jwks").status())
                .as("what needs no memory works")
                .isEqualTo(200);
    }
}
