package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.core.simple.JdbcClient;

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
                    20,
                    contender -> new SharedSecrets(nodes.database(contender), ColumnsOnPaper.sealed(), random)
                            .secret("pairwise"));
            var refresh = new SharedSecrets(nodes.database(), ColumnsOnPaper.sealed(), random).secret("refresh");

            assertThat(pairwise).containsOnly(pairwise.getFirst()).doesNotContain(refresh);
            assertThat(Base64.getUrlDecoder().decode(pairwise.getFirst())).hasSize(32);
        }
    }

    @Test
    void it_is_the_same_after_a_restart() {
        String before;
        try (var nodes = Nodes.two(engine, folder)) {
            before = new SharedSecrets(nodes.database(), ColumnsOnPaper.sealed(), random).secret("pairwise");
        }

        try (var nodes = Nodes.two(engine, folder)) {
            assertThat(new SharedSecrets(nodes.database(), ColumnsOnPaper.sealed(), random).secret("pairwise"))
                    .isEqualTo(before);
        }
    }

    @Test
    void it_is_sealed_also_where_a_version_before_wrote_it_in_clear_or_with_the_key_before() {
        try (var nodes = Nodes.two(engine, folder)) {
            var database = nodes.database();
            var before = new SharedSecrets(database, ColumnsOnPaper.inClear(), random).secret("pairwise");
            assertThat(kept(database)).isEqualTo(before);

            var first = new SharedSecrets(database, ColumnsOnPaper.sealed(0), random);
            assertThat(first.secret("pairwise")).isEqualTo(before);
            assertThat(kept(database)).doesNotContain(before);

            assertThat(new SharedSecrets(database, ColumnsOnPaper.sealed(1, 0), random).secret("pairwise"))
                    .isEqualTo(before);
            assertThat(new SharedSecrets(database, ColumnsOnPaper.sealed(1), random).secret("pairwise"))
                    .as("the key before is needed no more")
                    .isEqualTo(before);
        }
    }

    @Test
    void a_database_that_is_sealed_with_another_key_is_not_used() {
        try (var nodes = Nodes.two(engine, folder)) {
            var seals = Contenders.outcomes(
                    20, contender -> new DatabaseSeal(nodes.database(contender), ColumnsOnPaper.key(0)).requireOurs());
            assertThat(seals).hasSize(20);

            var stranger = new DatabaseSeal(nodes.database(), ColumnsOnPaper.key(1));
            assertThatThrownBy(stranger::requireOurs)
                    .isInstanceOfSatisfying(
                            InvalidConfigurationPropertyValueException.class,
                            failure -> assertThat(failure.getName()).isEqualTo("verifier.keys.data"));
            new DatabaseSeal(nodes.database(), ColumnsOnPaper.key(1, 0)).requireOurs();
            new DatabaseSeal(nodes.database(), ColumnsOnPaper.key(1)).requireOurs();
        }
    }

    private static String kept(JdbcClient database) {
        return database.sql("select content from shared_secret where name = 'pairwise'")
                .query(String.class)
                .single();
    }
}
