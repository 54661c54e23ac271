package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verifier.server.configuration.Surface;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The list of clients is away at the start, comes, changes, and goes again, under a running server. */
@VerifierTest
class ClientListRefreshTests {

    private static final World WORLD = new World();
    private static final StubServer SOURCE = new StubServer();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.clients.location", () -> SOURCE.url("/clients.yaml"));
        registry.add("verifier.clients.refresh-interval", () -> "1s");
    }

    @AfterAll
    static void close() {
        SOURCE.close();
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private RegisteredClientRepository clients;

    /** RL-16, RL-18. */
    @Test
    void a_server_is_ready_when_its_list_has_come_and_keeps_what_it_has_and_drops_who_is_gone() throws Exception {
        var http = new Http(port);
        var management = new Http(managementPort);
        var list = Files.readString(WORLD.folder.resolve("clients.yaml"));

        assertThat(management.get("/health/readiness").status()).isEqualTo(503);
        assertThat(management.get("/health/liveness").status()).isEqualTo(200);
        assertThat(http.token(WORLD.login().form()).code()).isEqualTo("client_unknown");

        SOURCE.serve(list);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> management.get("/health/readiness").status() == 200);
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
        var id = Objects.requireNonNull(clients.findByClientId(WORLD.machine.did()))
                .getId();
        var token = http.token(WORLD.login().form()).json().get("access_token").asString();

        SOURCE.behave(exchange -> StubServer.respond(exchange, 500, ""));
        var asked = SOURCE.asked().size();
        await().atMost(Duration.ofSeconds(10)).until(() -> SOURCE.asked().size() > asked + 1);
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
        assertThat(management.get("/health/readiness").status()).isEqualTo(200);

        SOURCE.serve(list + "\n# the same clients, read again\n");
        await().atMost(Duration.ofSeconds(10)).until(() -> SOURCE.asked().size() > asked + 4);
        assertThat(Objects.requireNonNull(clients.findByClientId(WORLD.machine.did()))
                        .getId())
                .isEqualTo(id);

        SOURCE.serve(list.replace(
                WORLD.machine.did(), WORLD.machine.did() + "\"\n    disabled: true\n    url: \"https://x.example"));
        await().atMost(Duration.ofSeconds(10)).until(() -> clients.findByClientId(WORLD.machine.did()) == null);
        assertThat(http.token(WORLD.login().form()).code()).isEqualTo("client_unknown");
        assertThat(introspect(http, token).get("active").asBoolean()).isFalse();
        assertThat(http.token(WORLD.login(WORLD.otherMachine).build().form()).status())
                .isEqualTo(200);
    }

    private static JsonNode introspect(Http http, String token) {
        var form = new HashMap<>(
                WORLD.login(WORLD.otherMachine).build().withoutVpToken().form());
        form.remove("grant_type");
        form.put("token", token);
        return http.post(Surface.INTROSPECT, form).json();
    }
}
