package dev.verifier.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Engine;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.configuration.Rate;
import dev.verifier.server.expiry.ExpiringTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionOperations;

/** Nodes that share a database let everybody do what one node would. */
@ParameterizedClass
@EnumSource(Engine.class)
class ThrottlesTests {

    /** The middle of an hour, so that no period ends while a test runs. */
    private static final Instant AT = Instant.parse("2026-11-21T12:30:00Z");

    private final StoppedClock clock = new StoppedClock(AT);
    private final AtomicBoolean away = new AtomicBoolean();
    private final Engine engine;

    @TempDir
    private Path folder;

    private DataSource database;

    ThrottlesTests(Engine engine) {
        this.engine = engine;
        this.database = new DelegatingDataSource();
    }

    @BeforeEach
    void open() {
        database = new DelegatingDataSource(engine.migrated(folder)) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        };
    }

    private Throttles node(String name) {
        return new Throttles(new RateTable(new JdbcTemplate(database), name), "secret", clock);
    }

    private static Throttle rate(Throttles node) {
        return node.named("tokens", Rate.valueOf("60/1h"));
    }

    /** How many of so many tries succeed. */
    private static long tries(Throttle throttle, String key, int times) {
        return IntStream.range(0, times)
                .filter(_ -> throttle.acquire(key).isZero())
                .count();
    }

    @Test
    void what_was_used_up_at_one_node_is_used_up_at_all() {
        var a = node("a");
        var b = node("b");
        assertThat(tries(rate(a), "ann", 50)).isEqualTo(50);
        a.exchange();
        assertThat(tries(rate(b), "ann", 1)).as("b has not heard of it yet").isEqualTo(1);
        b.exchange();

        // Half of the hour has passed, and so half of it was there again when b was asked first.
        var left = tries(rate(b), "ann", 60);
        assertThat(left).isBetween(38L, 40L);
        b.exchange();
        a.exchange();
        assertThat(tries(rate(b), "ann", 10)).isZero();
        assertThat(tries(rate(b), "bob", 60)).as("somebody else").isEqualTo(60);
        assertThat(tries(b.named("logins", Rate.valueOf("60/1h")), "ann", 60))
                .as("something else")
                .isEqualTo(60);
    }

    @Test
    void three_nodes_that_are_asked_in_turn_allow_what_one_would() {
        var nodes = List.of(node("a"), node("b"), node("c"));
        nodes.forEach(node -> {
            tries(rate(node), "ann", 1);
            node.exchange();
        });
        nodes.forEach(node -> {
            tries(rate(node), "ann", 1);
            node.exchange();
        });
        var allowed = 6L;
        for (var round = 0; round < 40; round++) {
            for (var node : nodes) {
                allowed += tries(rate(node), "ann", 3);
                node.exchange();
            }
        }

        assertThat(allowed).as("60, and what one exchange was late").isBetween(60L, 69L);
    }

    @Test
    void a_burst_at_all_nodes_at_once_is_owed_by_each() {
        var a = node("a");
        var b = node("b");
        for (var node : List.of(a, b)) {
            tries(rate(node), "ann", 1);
            node.exchange();
        }
        assertThat(tries(rate(a), "ann", 100) + tries(rate(b), "ann", 100)).isBetween(118L, 120L);
        a.exchange();
        b.exchange();
        tries(rate(a), "ann", 1);

        var wait = rate(b).acquire("ann");
        assertThat(wait).as("a whole period's worth more than allowed").isGreaterThan(Duration.ofMinutes(58));
    }

    @Test
    void without_the_database_each_node_goes_on_by_itself() {
        var a = node("a");
        var b = node("b");
        tries(rate(a), "ann", 1);
        tries(rate(b), "ann", 1);
        a.exchange();
        b.exchange();
        away.set(true);

        assertThat(tries(rate(a), "ann", 100)).isEqualTo(59);
        a.exchange();
        assertThat(tries(rate(a), "ann", 10)).isZero();

        away.set(false);
        a.exchange();
        tries(rate(b), "ann", 1);
        b.exchange();
        assertThat(tries(rate(b), "ann", 10))
                .as("what could not be told was told then")
                .isZero();
    }

    @Test
    void who_does_little_leaves_no_trace_and_nobody_leaves_one_for_long() {
        var a = node("a");
        var often = a.named("often", Rate.valueOf("6000/1m"));
        tries(often, "ann", 59);
        a.exchange();
        assertThat(rows()).isZero();
        tries(often, "ann", 1);
        a.exchange();
        a.exchange();
        assertThat(rows()).isEqualTo(1);
        assertThat(JdbcClient.create(database)
                        .sql("select digest from rate_use")
                        .query(String.class)
                        .single())
                .matches("[0-9a-f]{64}");

        clock.pass(Duration.ofMinutes(3));
        new ExpiringTables(new JdbcTemplate(database), TransactionOperations.withoutTransaction())
                .rows("rate_use", "digest", "worthless_from")
                .forget(clock.instant(), 10);
        assertThat(rows()).isZero();
        assertThat(tries(often, "ann", 60)).isEqualTo(60);
        a.exchange();
        assertThat(JdbcClient.create(database)
                        .sql("select uses from rate_use")
                        .query(Long.class)
                        .single())
                .as("of this period")
                .isEqualTo(60);
    }

    private long rows() {
        return JdbcClient.create(database)
                .sql("select count(*) from rate_use")
                .query(Long.class)
                .single();
    }
}
