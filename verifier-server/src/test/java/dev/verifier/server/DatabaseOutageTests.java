package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.configuration.Surface;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** RL-09, RL-11, RL-12: the database behind a network goes away, stops answering, is slow, or takes nothing any more. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(180)
class DatabaseOutageTests {

    private static final World WORLD = new World();

    /** What a machine with much else to do may add. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    @TempDir
    private static Path data;

    private String direct = "";
    private Cable cable;
    private RunningServer server;
    private Http http;

    @BeforeEach
    void start() {
        direct = Engine.POSTGRESQL.url(data);
        cable = new Cable(URI.create(direct.substring("jdbc:".length())).getPort());
        connect();
    }

    private void connect() {
        server = RunningServer.start(
                data,
                WORLD.arguments(
                        "--spring.datasource.url=" + through(),
                        "--spring.datasource.username=verifier",
                        "--spring.datasource.hikari.minimum-idle=1"));
        http = server.http();
    }

    /** The same database, by the cable. */
    private String through() {
        return direct.replaceFirst(":\\d+/", ":" + cable.port() + "/").replaceFirst("user=\\w+", "");
    }

    @AfterEach
    void stop() {
        cable.mend();
        server.close();
        cable.close();
    }

    /** How a database can be away. */
    enum Away {
        CUT {
            @Override
            void befall(Cable cable) {
                cable.cut();
            }
        },
        SILENT {
            @Override
            void befall(Cable cable) {
                cable.silence();
            }
        };

        abstract void befall(Cable cable);
    }

    @ParameterizedTest
    @EnumSource(Away.class)
    void while_it_is_away_everybody_is_told_to_come_back_and_can_soon(Away away, CapturedOutput output)
            throws Exception {
        var browser = new Browser(http);
        var waiting = browser.begin(Browser.request());
        var link = browser.walletLink(waiting);
        var fetch = Browser.path(Browser.query(link.replaceFirst(".*\\?", "")).getOrDefault("request_uri", ""));
        var answer = browser.answer(WORLD, WORLD.person, waiting);
        var code = new Browser(http).signIn(WORLD, WORLD.person, Browser.request());
        var tokens =
                http.token(Browser.redemption(code.getOrDefault("code", ""))).json();
        var access = tokens.get("access_token").asString();

        away.befall(cable);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var programs = List.of(
                    callers.submit(() -> http.token(WORLD.login().form())),
                    callers.submit(() -> http.token(Browser.redemption("a-code-of-nobody"))),
                    callers.submit(() -> http.get(fetch)),
                    callers.submit(() -> browser.post(answer)),
                    callers.submit(() -> http.send(http.request(Surface.USERINFO)
                            .header("Authorization", "Bearer " + access)
                            .GET())),
                    callers.submit(
                            () -> http.post(Surface.REVOKE, Map.of("client_id", "browser-app", "token", access))));
            var people = List.of(
                    callers.submit(() -> browser.authorize(Browser.request())),
                    callers.submit(() -> browser.get(waiting)),
                    callers.submit(() -> browser.get(waiting + "/events")),
                    callers.submit(() -> browser.get(waiting + "/continue")));
            whatNeedsNoDatabaseAnswers();
            for (var program : programs) {
                var told = soon(program);
                assertThat(told.status()).as(told.body()).isEqualTo(503);
                assertThat(told.json().get("error").asString()).isEqualTo("temporarily_unavailable");
                assertThat(told.code()).isEqualTo("out_of_order");
                assertThat(told.json().get("error_id").asString()).hasSize(16);
                assertThat(Integer.parseInt(told.header("Retry-After"))).isPositive();
            }
            for (var person : people) {
                var told = soon(person);
                assertThat(told.status()).as(told.body()).isEqualTo(503);
                assertThat(told.header("Retry-After")).isNotEmpty();
                assertThat(told.body()).doesNotContain("Exception", "jdbc", "Hikari", "PSQL");
            }
        }
        assertThat(untilReadinessIs(503)).isLessThan(Duration.ofSeconds(10));
        whatNeedsNoDatabaseAnswers();
        var before = System.nanoTime();
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(503);
        assertThat(since(before)).as("once it is known nobody waits").isLessThan(Duration.ofSeconds(5));

        cable.mend();

        assertThat(untilServed()).isLessThan(Duration.ofSeconds(5));
        assertThat(untilReadinessIs(200)).isLessThan(Duration.ofSeconds(3));
        assertThat(browser.post(answer).status()).as("the login is as it was").isEqualTo(200);
        assertThat(browser.arrive(browser.get(waiting + "/continue"))).containsKey("code");
        nothingIsLeftOver();
        assertThat(output).contains("\"event\":\"DatabaseAway\"", "\"event\":\"DatabaseBack\"");
        assertThat(output)
                .as("a line for each who was told, and not a page")
                .doesNotContain("at com.zaxxer.hikari", "at org.postgresql");
    }

    /** Whoever asks for it gives up after a few seconds, and sends nobody here any more. */
    @ParameterizedTest
    @EnumSource(Away.class)
    void readiness_answers_at_once_and_is_false_within_three_seconds_and_true_again_soon(Away away) {
        assertThat(readiness()).isEqualTo(200);
        away.befall(cable);
        assertThat(untilReadinessIs(503)).isLessThan(Duration.ofSeconds(3).plus(SLACK));

        cable.mend();

        assertThat(untilReadinessIs(200)).isLessThan(Duration.ofSeconds(3).plus(SLACK));
    }

    private Duration untilReadinessIs(int status) {
        var before = System.nanoTime();
        while (readiness() != status) {
            assertThat(since(before)).isLessThan(Duration.ofSeconds(20));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return since(before);
    }

    private int readiness() {
        var before = System.nanoTime();
        var told = server.management().get("/health/readiness").status();
        assertThat(since(before)).isLessThan(SLACK);
        return told;
    }

    /** Its share would be too much for the next one. */
    @Test
    void a_server_whose_connections_are_all_in_use_is_ready() throws Exception {
        var pool = server.context().getBean(HikariDataSource.class);
        var taken = new ArrayList<Connection>();
        try {
            while (pool.getHikariPoolMXBean().getActiveConnections() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            var end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < end) {
                assertThat(readiness()).isEqualTo(200);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    private void whatNeedsNoDatabaseAnswers() {
        for (var path : List.of(Surface.JWKS, Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER)) {
            var before = System.nanoTime();
            assertThat(http.get(path).status()).as(path).isEqualTo(200);
            assertThat(since(before)).as(path).isLessThan(Duration.ofSeconds(1));
        }
        assertThat(server.management().get("/health/liveness").status()).isEqualTo(200);
    }

    private static Http.Answer soon(Future<Http.Answer> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** How long it takes until a machine has a token again. */
    private Duration untilServed() {
        var before = System.nanoTime();
        while (http.token(WORLD.login().form()).status() != 200) {
            assertThat(since(before)).isLessThan(Duration.ofSeconds(20));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return since(before);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** No connection, and no place of a browser that waits, is held by who is not there any more. */
    private void nothingIsLeftOver() {
        var pool = server.context().getBean(HikariDataSource.class).getHikariPoolMXBean();
        var before = System.nanoTime();
        // One of them is there to hear of other nodes.
        while (pool.getActiveConnections() > 1 || pool.getThreadsAwaitingConnection() > 0) {
            assertThat(since(before)).isLessThan(Duration.ofSeconds(10));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(pool.getTotalConnections()).isLessThanOrEqualTo(10);
        assertThat(server.management().get("/prometheus").body())
                .containsPattern("(?m)^verifier_events_open(\\{[^}]*})? 0\\.0$");
    }

    /** RL-08. */
    @Test
    void a_server_that_starts_before_its_database_waits_for_it() {
        stop();
        cable = new Cable(URI.create(direct.substring("jdbc:".length())).getPort());
        cable.cut();
        var line = cable;
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            line.mend();
        });

        connect();

        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
    }

    /** A mistake is no outage. */
    @Test
    void who_is_not_let_in_by_the_database_does_not_wait_to_be() {
        var before = System.nanoTime();
        assertThatThrownBy(() -> RunningServer.start(
                                data, "--spring.datasource.url=" + through(), "--spring.datasource.username=nobody")
                        .close())
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(since(before)).isLessThan(DatabaseServer.PATIENCE);
    }

    /** RL-12. A database that is full says the same: it answers, and takes nothing. */
    @Test
    void what_cannot_be_written_down_is_not_granted() {
        var administrator = JdbcClient.create(new DriverManagerDataSource(
                direct + "&options=-c%20default_transaction_read_only=off", "verifier", ""));
        var name = administrator
                .sql("select current_database()")
                .query(String.class)
                .single();
        var login = WORLD.login().form();
        administrator
                .sql("alter database " + name + " set default_transaction_read_only = on")
                .update();
        try {
            newConnections(administrator);

            var told = http.token(login);
            assertThat(told.status()).as(told.body()).isEqualTo(503);
            assertThat(told.code()).isEqualTo("out_of_order");
            assertThat(new Browser(http).authorize(Browser.request()).status()).isEqualTo(503);
            whatNeedsNoDatabaseAnswers();
        } finally {
            administrator
                    .sql("begin; set transaction read write; alter database " + name
                            + " reset default_transaction_read_only; commit")
                    .update();
        }
        newConnections(administrator);
        untilServed();
        assertThat(http.token(login).status()).as("it was not used up").isEqualTo(200);
        assertThat(http.token(login).code()).isEqualTo("client_assertion_replayed");
    }

    /** The settings of a database count for whoever connects from then on. */
    private static void newConnections(JdbcClient administrator) {
        administrator.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""").query(Long.class).single();
    }

    /** RL-11. */
    @Test
    void where_it_is_slow_some_are_sent_away_and_nobody_starves() throws Exception {
        cable.slow(Duration.ofMillis(700));
        var answers = new ArrayList<Future<Http.Answer>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 250; i++) {
                answers.add(callers.submit(() -> new Browser(http).authorize(Browser.request())));
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                if (i % 25 == 0) {
                    whatNeedsNoDatabaseAnswers();
                }
            }
            for (var answer : answers) {
                assertThat(answer.get(40, TimeUnit.SECONDS).status()).isIn(302, 503);
            }
        }
        assertThat(answers.stream().filter(answer -> answer.resultNow().status() == 503))
                .isNotEmpty();
        assertThat(answers.stream().filter(answer -> answer.resultNow().status() == 302))
                .isNotEmpty();

        cable.mend();
        assertThat(untilServed()).isLessThan(Duration.ofSeconds(5));
        nothingIsLeftOver();
    }

    /** Nothing was said to be done that was not written down, and nothing twice. */
    @Test
    void of_the_tokens_that_left_while_it_went_and_came_none_leaves_twice() throws Exception {
        var forms = new ArrayList<Map<String, String>>();
        var answers = new ArrayList<Future<Http.Answer>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 100; i++) {
                var form = WORLD.login().form();
                forms.add(form);
                answers.add(callers.submit(() -> http.token(form)));
                switch (i) {
                    case 30, 70 -> cable.cut();
                    case 50, 85 -> cable.mend();
                    default -> LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            }
        }
        cable.mend();
        untilServed();
        var issued = 0;
        for (var i = 0; i < forms.size(); i++) {
            var first = answers.get(i).resultNow();
            assertThat(first.status()).as(first.body()).isIn(200, 503);
            var again = http.token(forms.get(i));
            if (first.status() == 200) {
                issued++;
                assertThat(again.code()).isEqualTo("client_assertion_replayed");
            }
        }
        assertThat(issued).isBetween(30, 99);
    }
}
