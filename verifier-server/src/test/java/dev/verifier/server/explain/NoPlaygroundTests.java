package dev.verifier.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Http;
import dev.verifier.server.VerifierTest;
import dev.verifier.server.World;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server that was not told to explains nothing to strangers. */
@VerifierTest
class NoPlaygroundTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    @Test
    void there_is_no_playground_unless_somebody_turns_it_on() {
        var http = new Http(port);

        assertThat(http.get("/playground").status()).isEqualTo(404);
        assertThat(http.post("/playground", Map.of("text", "x")).status()).isEqualTo(404);
    }
}
