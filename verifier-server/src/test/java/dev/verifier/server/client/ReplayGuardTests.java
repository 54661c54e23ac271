package dev.verifier.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.verifier.server.Engine;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.limit.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(Engine.class)
class ReplayGuardTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final Engine engine;

    @TempDir
    private Path folder;

    ReplayGuardTests(Engine engine) {
        this.engine = engine;
    }

    @Test
    void the_first_of_many_contenders_is_the_only_one() throws Exception {
        var guard = guard();
        for (var round = 0; round < 20; round++) {
            var id = "jti-" + round;
            var barrier = new CyclicBarrier(20);
            Callable<Boolean> contender = () -> {
                barrier.await();
                return guard.firstUse("client", id, AT);
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var results = threads.invokeAll(
                        IntStream.range(0, 20).mapToObj(_ -> contender).toList());
                var winners = 0;
                for (var result : results) {
                    winners += result.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }

    @Test
    void nobody_can_use_up_another_s_ids() throws Exception {
        var guard = guard();

        assertThat(guard.firstUse("a", "bc", AT)).isTrue();
        assertThat(guard.firstUse("ab", "c", AT)).isTrue();
        assertThat(guard.firstUse("b", "bc", AT)).isTrue();
        assertThat(guard.firstUse("a", "bc", AT)).isFalse();
    }

    @Test
    void remembers_after_a_restart_and_forgets_when_it_may() throws Exception {
        assertThat(guard().firstUse("client", "id", AT)).isTrue();

        var restarted = guard();
        assertThat(restarted.firstUse("client", "id", AT)).isFalse();
        forget(AT);
        assertThat(restarted.firstUse("client", "id", AT)).isFalse();
        forget(AT.plusSeconds(1));
        assertThat(restarted.firstUse("client", "id", AT)).isTrue();
    }

    @Test
    void remembers_through_the_hour_that_comes_twice_a_year() throws Exception {
        var here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Madrid"));
        try {
            var guard = guard();
            // 02:55 summer time is before 02:05 winter time.
            assertThat(guard.firstUse("client", "id", Instant.parse("2026-10-25T01:05:00Z")))
                    .isTrue();
            forget(Instant.parse("2026-10-25T00:55:00Z"));
            assertThat(guard.firstUse("client", "id", Instant.parse("2026-10-25T01:05:00Z")))
                    .isFalse();
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void of_many_things_used_at_once_on_two_nodes_each_has_one_first_use() throws Exception {
        var nodes = List.of(guard(), guard());
        try (var _ = database().getConnection()) { // so that it is not opened anew for each
            oneOfEach(nodes);
        }
    }

    private static void oneOfEach(List<ReplayGuard> nodes) throws InterruptedException {
        var uses = IntStream.range(0, 400)
                .mapToObj(i -> (Callable<String>)
                        () -> nodes.get(i % 2).firstUse("client", "jti-" + i / 4, AT) ? "jti-" + i / 4 : "not first")
                .toList();

        var first = outcomes(uses);

        assertThat(first.stream().filter(id -> !id.equals("not first")))
                .hasSize(100)
                .doesNotHaveDuplicates();
        for (var i = 0; i < 100; i++) {
            assertThat(nodes.getFirst().firstUse("client", "jti-" + i, AT)).isFalse();
        }
    }

    @Test
    void everybody_who_waits_learns_that_the_database_is_away_and_nobody_waits_afterwards() throws Exception {
        var away = new AtomicBoolean();
        var database = database();
        var guard = new ReplayGuard(JdbcClient.create(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    throw new SQLException("away");
                }
                return database.getConnection();
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return getConnection();
            }
        }));
        assertThat(guard.firstUse("client", "before", AT)).isTrue();
        away.set(true);
        var uses = IntStream.range(0, 100)
                .mapToObj(i -> (Callable<String>) () -> {
                    try {
                        return "believed: " + guard.firstUse("client", "jti-" + i, AT);
                    } catch (DataAccessException e) {
                        return "away";
                    }
                })
                .toList();

        assertThat(outcomes(uses)).hasSize(100).containsOnly("away");
        away.set(false);
        assertThat(guard.firstUse("client", "before", AT)).isFalse();
        assertThat(guard.firstUse("client", "jti-0", AT)).isTrue();
    }

    @Test
    void who_waits_too_long_for_others_is_told_so_and_the_next_is_served() throws Exception {
        var door = new Door(database());
        door.shut();
        var guard = new ReplayGuard(JdbcClient.create(door), Duration.ofMillis(100));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = new ArrayList<Future<String>>();
            for (var i = 0; i < 10; i++) {
                var id = "jti-" + i;
                first.add(threads.submit(() -> {
                    try {
                        return String.valueOf(guard.firstUse("client", id, AT));
                    } catch (QueryTimeoutException e) {
                        return "too long";
                    }
                }));
                // Whoever came before it began to write would be written down with it, and wait as long as it takes.
                await().until(() -> door.asked.get() > 0);
            }
            while (first.stream().filter(Future::isDone).count() < 9) {
                Thread.onSpinWait();
            }
            assertThat(first.stream().filter(Future::isDone).map(Future::resultNow))
                    .containsOnly("too long");

            door.open();

            assertThat(first.stream().map(ReplayGuardTests::result).filter("true"::equals))
                    .hasSize(1);
        }
        assertThat(guard.firstUse("client", "another", AT)).isTrue();
    }

    @Test
    void what_was_used_before_costs_those_who_come_with_it_two_statements_and_not_one_for_each() throws Exception {
        var door = new Door(database());
        var guard = new ReplayGuard(JdbcClient.create(door));
        assertThat(guard.firstUse("client", "known", AT)).isTrue();
        door.shut();
        var underWay = waiting(() -> guard.firstUse("client", "under way", AT));
        var ids = Stream.concat(
                        Stream.of("known", "twice", "twice"),
                        IntStream.range(0, 29).mapToObj(i -> "jti-" + i))
                .toList();
        var uses = new ArrayList<Future<Boolean>>();
        for (var id : ids) {
            uses.add(waiting(() -> guard.firstUse("client", id, AT)));
        }
        var before = door.asked.get();

        door.open();

        var first = new ArrayList<String>();
        for (var i = 0; i < ids.size(); i++) {
            if (uses.get(i).get()) {
                first.add(ids.get(i));
            }
        }
        assertThat(first).hasSize(30).contains("twice").doesNotContain("known").doesNotHaveDuplicates();
        assertThat(underWay.get()).isTrue();
        assertThat(door.asked.get() - before)
                .as("all of them, which are known, those that are not")
                .isEqualTo(3);
    }

    @Test
    void who_has_waited_long_already_writes_for_others_who_have_not() throws Exception {
        var door = new Door(database());
        var guard = new ReplayGuard(JdbcClient.create(door));
        var patience = Duration.ofSeconds(2);
        door.shut();
        var underWay = waiting(() -> guard.firstUse("client", "under way", AT));
        var impatient = waiting(() -> {
            var first = new AtomicBoolean();
            Patience.filter(patience).doFilter(null, null, (_, _) -> {
                Patience.began();
                first.set(guard.firstUse("client", "impatient", AT));
            });
            return first.get();
        });
        var fresh = waiting(() -> guard.firstUse("client", "fresh", AT));
        var since = System.nanoTime();
        await().until(() -> System.nanoTime() - since > patience.toNanos());

        door.open();

        assertThat(List.of(underWay.get(), impatient.get(), fresh.get())).containsOnly(true);
    }

    @Test
    void who_has_waited_too_long_does_not_begin() {
        var guard = guard();

        assertThatThrownBy(() -> Patience.filter(Duration.ZERO).doFilter(null, null, (_, _) -> {
                    Patience.began();
                    guard.firstUse("client", "late", AT);
                }))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(guard.firstUse("client", "late", AT)).isTrue();
    }

    /** A database that somebody waits for. It has as little patience as a request has. */
    private static final class Door extends AbstractDataSource {

        private final DataSource database;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch shut = new CountDownLatch(0);

        private Door(DataSource database) {
            this.database = database;
        }

        void shut() {
            shut = new CountDownLatch(1);
        }

        void open() {
            shut.countDown();
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            if (Patience.isSpent()) {
                throw new SQLException("too late");
            }
            try {
                shut.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return database.getConnection();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    /** Somebody who waits for others by now. */
    private static <T> Future<T> waiting(Callable<T> use) {
        var task = new FutureTask<>(use);
        var thread = Thread.startVirtualThread(task);
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return task;
    }

    private static String result(Future<String> use) {
        try {
            return use.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> outcomes(List<Callable<String>> uses) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(uses).stream().map(Future::resultNow).toList();
        }
    }

    private ReplayGuard guard() {
        return new ReplayGuard(JdbcClient.create(database()));
    }

    private void forget(Instant at) {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(database()));
        new ExpiringTables(new JdbcTemplate(database()), transactions)
                .rows("used_once", "digest", "worthless_from")
                .forget(at, 100);
    }

    private DataSource database() {
        return engine.migrated(folder);
    }
}
