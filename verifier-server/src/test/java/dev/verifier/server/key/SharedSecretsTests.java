package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SharedSecretsTests {

    private final Engine engine;
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    SharedSecretsTests(Engine engine) {
        this.engine = engine;
    }

    @Test
    void nodes_that_start_together_have_one_secret_for_each_purpose() {
        try (var nodes = Nodes.two(engine, folder)) {
            var pairwise = Contenders.outcomes(
                    20, contender -> new SharedSecrets(nodes.database(contender), random).secret("pairwise"));
            var refresh = new SharedSecrets(nodes.database(), random).secret("refresh");

            assertThat(pairwise).containsOnly(pairwise.getFirst()).doesNotContain(refresh);
            assertThat(Base64.getUrlDecoder().decode(pairwise.getFirst())).hasSize(32);
        }
    }

    @Test
    void it_is_the_same_after_a_restart() {
        String before;
        try (var nodes = Nodes.two(engine, folder)) {
            before = new SharedSecrets(nodes.database(), random).secret("pairwise");
        }

        try (var nodes = Nodes.two(engine, folder)) {
            assertThat(new SharedSecrets(nodes.database(), random).secret("pairwise"))
                    .isEqualTo(before);
        }
    }
}
