package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

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

    /** The next would wait for as long again, and the one after that. */
    @Test
    @Timeout(30)
    void nobody_waits_for_somebody_else_who_asks_in_vain() throws Exception {
        var away = new Away();
        var secret = new SharedSecrets(JdbcClient.create(away), ColumnsOnPaper.sealed(), random).known("refresh");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = callers.invokeAll(Collections.<Callable<String>>nCopies(2, secret::get));
            for (var one : both) {
                assertThatThrownBy(one::get).hasRootCauseMessage("away");
            }
        }
        assertThat(away.together).isTrue();
    }

    /** Nobody is told anything before somebody else asks, too. */
    private static final class Away extends AbstractDataSource {

        private final CyclicBarrier two = new CyclicBarrier(2);
        private volatile boolean together;

        @Override
        public Connection getConnection() throws SQLException {
            try {
                two.await(20, TimeUnit.SECONDS);
                together = true;
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new SQLException("alone", e);
            }
            throw new SQLException("away");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void it_is_asked_for_once_where_it_came() {
        try (var nodes = Nodes.two(engine, folder)) {
            var shared = new SharedSecrets(nodes.database(), ColumnsOnPaper.sealed(), random);
            var secret = shared.known("refresh");
            var first = secret.get();
            nodes.database().sql("delete from shared_secret").update();
            assertThat(secret.get()).isEqualTo(first);
            assertThat(shared.secret("refresh")).as("there is none any more").isNotEqualTo(first);
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

    @Test
    void a_start_with_a_new_data_key_seals_anew_also_what_nobody_reads_and_the_key_before_may_go() {
        try (var nodes = Nodes.two(engine, folder)) {
            var database = nodes.database();
            start(database, 0);
            var before = new SharedSecrets(database, ColumnsOnPaper.sealed(0), random).secret("pairwise");
            assertThat(keys(database, 0).add(1, Instant.EPOCH)).isPresent();

            start(database, 1, 0);

            start(database, 1);
            assertThat(new SharedSecrets(database, ColumnsOnPaper.sealed(1), random).secret("pairwise"))
                    .isEqualTo(before);
            assertThat(keys(database, 1).rows()).hasSize(1);
        }
    }

    @Test
    void a_start_without_the_key_of_a_secret_fails_before_anybody_needs_it() {
        try (var nodes = Nodes.two(engine, folder)) {
            var database = nodes.database();
            start(database, 1);
            new SharedSecrets(database, ColumnsOnPaper.sealed(0), random).secret("pairwise");

            assertThatThrownBy(() -> start(database, 1))
                    .isInstanceOfSatisfying(
                            InvalidConfigurationPropertyValueException.class,
                            failure -> assertThat(failure.getName()).isEqualTo("verifier.keys.data"));
            start(database, 1, 0);
            start(database, 1);
        }
    }

    @Test
    void a_start_seals_what_a_version_before_wrote_in_clear_and_one_that_reads_nothing_in_clear_wants_that() {
        try (var nodes = Nodes.two(engine, folder)) {
            var database = nodes.database();
            var before = new SharedSecrets(database, ColumnsOnPaper.inClear(), random).secret("pairwise");
            var only = new SharedSecrets(database, ColumnsOnPaper.sealedOnly(), random);
            assertThatIllegalStateException().isThrownBy(only::sealed);

            assertThat(new SharedSecrets(database, ColumnsOnPaper.sealed(), random).sealed())
                    .isNotNull();

            assertThat(kept(database)).doesNotContain(before);
            assertThat(only.sealed().secret("pairwise")).isEqualTo(before);
        }
    }

    private static void start(JdbcClient database, int key, Integer... previous) {
        new DatabaseSeal(database, ColumnsOnPaper.key(key, previous)).requireOurs();
    }

    private SigningKeyTable keys(JdbcClient database, int key) {
        return new SigningKeyTable(database, ColumnsOnPaper.key(key), random);
    }

    private static String kept(JdbcClient database) {
        return database.sql("select content from shared_secret where name = 'pairwise'")
                .query(String.class)
                .single();
    }
}
