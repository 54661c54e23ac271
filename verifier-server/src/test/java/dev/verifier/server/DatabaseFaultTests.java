package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.configuration.Surface;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * RL-09, RL-11, RL-12: a real database is killed and comes back, stops for ten seconds, is slow for a minute, and is full, while people
 * and machines sign in. {@link DatabaseOutageTests} has the same in short, for each endpoint.
 */
@Tag("slow")
@Timeout(300)
class DatabaseFaultTests {

    private static final int MILLIS_BETWEEN = 50;

    private final World world = new World();

    @TempDir
    private Path folder;

    /** What is done to the database while people sign in. */
    @FunctionalInterface
    private interface Fault {
        void befall(OwnPostgres database) throws Exception;
    }

    @Test
    void killed_and_back_after_ten_seconds() throws Exception {
        fault("killed for 10 s", database -> {
            database.crash();
            TimeUnit.SECONDS.sleep(10);
            database.start();
        });
    }

    @Test
    void stopped_for_ten_seconds() throws Exception {
        fault("stopped for 10 s", database -> {
            database.pause();
            TimeUnit.SECONDS.sleep(10);
            database.goOn();
        });
    }

    private void fault(String name, Fault fault) throws Exception {
        try (var database = new OwnPostgres(folder, 0);
                var server = server(database.url(), "--verifier.limits.authorize-per-address=unlimited");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var http = server.http();
            var calls = new HashMap<Map<String, String>, Future<Http.Answer>>();
            var logins = new ArrayList<Future<Integer>>();
            signIn(callers, http, calls, logins, Duration.ofSeconds(3));
            var befallen = callers.submit(() -> {
                fault.befall(database);
                return System.nanoTime();
            });
            signIn(callers, http, calls, logins, Duration.ofSeconds(12));
            var back = befallen.get();
            while (http.token(world.login().form()).status() != 200) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            var untilServed = Duration.ofNanos(System.nanoTime() - back);
            signIn(callers, http, calls, logins, Duration.ofSeconds(3));

            var issued = 0;
            var refused = 0;
            var doubled = 0;
            for (var call : calls.entrySet()) {
                var first = call.getValue().get(30, TimeUnit.SECONDS);
                assertThat(first.status()).as(first.body()).isIn(200, 503);
                issued += first.status() == 200 ? 1 : 0;
                refused += first.status() == 503 ? 1 : 0;
                var again = http.token(call.getKey()).status();
                doubled += first.status() == 200 && again == 200 ? 1 : 0;
            }
            var completed = 0;
            for (var login : logins) {
                var status = login.get(60, TimeUnit.SECONDS);
                assertThat(status).isIn(200, 503);
                completed += status == 200 ? 1 : 0;
            }
            System.out.printf(
                    "database %s: %d tokens and %d logins tried, %d and %d served, %d doubled, served again after %d ms%n",
                    name, calls.size(), logins.size(), issued, completed, doubled, untilServed.toMillis());
            assertThat(doubled).isZero();
            assertThat(issued).isPositive();
            assertThat(completed).isPositive();
            assertThat(refused).isPositive();
            assertThat(untilServed).isLessThan(Duration.ofSeconds(5));
            var pool = server.context().getBean(HikariDataSource.class).getHikariPoolMXBean();
            await("nothing holds a connection but who hears of other nodes, and an errand of every second for a moment")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> pool.getActiveConnections() <= 1);
        }
    }

    private RunningServer server(String url, String... more) {
        var all = new ArrayList<>(List.of(more));
        all.add("--spring.datasource.url=" + url);
        all.add("--spring.datasource.username=verifier");
        return RunningServer.start(folder.resolve("server"), world.arguments(all.toArray(String[]::new)));
    }

    /** Twenty machines a second, and two people. */
    private void signIn(
            ExecutorService callers,
            Http http,
            Map<Map<String, String>, Future<Http.Answer>> calls,
            List<Future<Integer>> logins,
            Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            var form = world.login().form();
            calls.put(form, callers.submit(() -> http.token(form)));
            if (calls.size() % 10 == 0) {
                logins.add(callers.submit(() -> login(http)));
            }
            LockSupport.parkNanos(Duration.ofMillis(MILLIS_BETWEEN).toNanos());
        }
    }

    /** How far somebody gets: the status with which it ended. */
    private int login(Http http) {
        var browser = new Browser(http);
        var begun = browser.authorize(Browser.request());
        if (begun.status() != 302) {
            return begun.status();
        }
        var page = Browser.path(begun.header("Location"));
        var shown = browser.get(page);
        if (shown.status() != 200) {
            return shown.status();
        }
        try {
            var answer = browser.post(browser.answer(world, world.person, page));
            if (answer.status() != 200) {
                return answer.status();
            }
        } catch (AssertionError e) {
            return 503; // the page or the request of the wallet could not be shown
        }
        var on = browser.get(page + "/continue");
        if (on.status() != 302) {
            return on.status();
        }
        var back = browser.get(on.header("Location"));
        var arrived = back.status() == 302 ? back.header("Location") : "";
        if (!arrived.contains("code=")) {
            return back.status() == 302 ? 500 : back.status();
        }
        var code = Browser.query(arrived.replaceFirst(".*\\?", "")).getOrDefault("code", "");
        return http.token(Browser.redemption(code)).status();
    }

    /** What somebody was told, and after how long. */
    private record Timed(int status, Duration took) {

        static Timed of(Supplier<Http.Answer> call) {
            var before = System.nanoTime();
            var status = call.get().status();
            return new Timed(status, Duration.ofNanos(System.nanoTime() - before));
        }
    }

    /** RL-11. */
    @Test
    void slow_for_a_minute() throws Exception {
        try (var database = new OwnPostgres(folder, 0);
                var cable = new Cable(database.port());
                var server = server(
                        database.url().replace(":" + database.port() + "/", ":" + cable.port() + "/"),
                        "--verifier.limits.authorize-per-address=unlimited");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var http = server.http();
            var answers = new ArrayList<Future<Timed>>();
            var keys = new ArrayList<Duration>();
            var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            for (var i = 0; System.nanoTime() < end; i++) {
                if (i % 500 == 0) {
                    cable.slow(Duration.ofMillis(500 + i % 5_000));
                }
                answers.add(callers.submit(() -> Timed.of(() -> new Browser(http).authorize(Browser.request()))));
                if (i % 25 == 0) {
                    var before = System.nanoTime();
                    assertThat(http.get(Surface.JWKS).status()).isEqualTo(200);
                    keys.add(Duration.ofNanos(System.nanoTime() - before));
                    assertThat(server.management().get("/health/liveness").status())
                            .isEqualTo(200);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            cable.mend();
            var before = System.nanoTime();
            while (http.token(world.login().form()).status() != 200) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            var untilServed = Duration.ofNanos(System.nanoTime() - before);
            var served = 0;
            var slowest = Duration.ZERO;
            for (var future : answers) {
                var answer = future.get(60, TimeUnit.SECONDS);
                assertThat(answer.status()).isIn(302, 503);
                served += answer.status() == 302 ? 1 : 0;
                slowest = slowest.compareTo(answer.took()) < 0 ? answer.took() : slowest;
            }
            keys.sort(null);
            var p95 = keys.get(keys.size() * 95 / 100);
            System.out.printf(
                    "database slow for 60 s: %d requests, %d served, slowest answer %d ms, keys p95 %d ms, served again after %d ms%n",
                    answers.size(), served, slowest.toMillis(), p95.toMillis(), untilServed.toMillis());
            assertThat(p95).isLessThan(Duration.ofMillis(500));
            assertThat(untilServed).isLessThan(Duration.ofSeconds(5));
            assertThat(JdbcClient.create(server.context().getBean(HikariDataSource.class))
                            .sql("select count(*) from wallet_login")
                            .query(Integer.class)
                            .single())
                    .as("nobody was told of a login that was not written down")
                    .isGreaterThanOrEqualTo(served);
        }
    }

    /** RL-12. */
    @Test
    @EnabledIf("isRoot")
    void full() throws Exception {
        try (var database = new OwnPostgres(folder, 160);
                var server = server(database.url())) {
            var http = server.http();
            assertThat(http.token(world.login().form()).status()).isEqualTo(200);
            var administrator = JdbcClient.create(new DriverManagerDataSource(database.url(), "verifier", ""));
            administrator.sql("create unlogged table filler (stuff text)").update();
            fill(administrator);

            var issued = new ArrayList<Map<String, String>>();
            var told = http.token(world.login().form());
            for (var i = 0; told.status() == 200 && i < 2_000; i++) {
                var form = world.login().form();
                told = http.token(form);
                if (told.status() == 200) {
                    issued.add(form);
                }
            }
            assertThat(told.status()).isEqualTo(503);
            assertThat(told.code()).isEqualTo("out_of_order");
            assertThat(http.get(Surface.JWKS).status()).isEqualTo(200);

            administrator.sql("drop table filler").update();
            assertThat(http.token(world.login().form()).status()).isEqualTo(200);
            for (var form : issued) {
                assertThat(http.token(form).code()).isEqualTo("client_assertion_replayed");
            }
            System.out.printf("database full: %d tokens on what was left, none twice, then 503%n", issued.size());
        }
    }

    static boolean isRoot() {
        return OwnPostgres.ROOT;
    }

    private static void fill(JdbcClient database) {
        try {
            while (true) {
                database.sql("insert into filler select md5(random()::text) from generate_series(1, 20000)")
                        .update();
            }
        } catch (DataAccessException e) {
            assertThat(((SQLException) Objects.requireNonNull(e.getCause())).getSQLState())
                    .isEqualTo("53100");
        }
    }
}
