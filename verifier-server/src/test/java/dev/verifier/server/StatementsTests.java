package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.LastingClient.Tokens;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.expiry.Expiring;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a machine's token, a person's login and a refresh cost the database, and that none of it looks at a whole table. */
@ParameterizedClass
@EnumSource(Engine.class)
class StatementsTests {

    private static final World WORLD = new World();
    private static final String GRANTS = "authorization_code, refresh_token";
    private static final LastingClient PORTAL = LastingClient.confidential(WORLD, GRANTS);
    private static final LastingClient APP = LastingClient.open(WORLD, "app-that-stays", GRANTS);
    private static final int ROWS = 20_000;
    private static final Map<Engine, Measured> SERVERS = new EnumMap<>(Engine.class);

    static {
        WORLD.tellOfLogouts("app-that-stays", "http://127.0.0.1:1/logout");
    }

    /** A server, and who listens to what it says. */
    private record Measured(RunningServer server, Statements statements) {

        static Measured start(Engine engine) {
            var folder = WORLD.folder.resolve("statements-" + engine);
            var statements = new Statements();
            var database = engine.properties(folder).entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue());
            var unlimited = Stream.of(
                    "--verifier.limits.authorize-per-address=unlimited",
                    "--verifier.limits.token-per-address=unlimited",
                    "--verifier.limits.token-per-client=unlimited",
                    "--verifier.login.single-sign-on=1h");
            return new Measured(
                    RunningServer.start(
                            context -> context.registerBean(Statements.class, () -> statements),
                            folder,
                            WORLD.arguments(Stream.concat(database, unlimited).toArray(String[]::new))),
                    statements);
        }
    }

    private final Engine engine;
    private final Statements statements;
    private final RunningServer server;
    private final Http http;
    private final JdbcClient database;

    StatementsTests(Engine engine) {
        this.engine = engine;
        var measured = SERVERS.computeIfAbsent(engine, Measured::start);
        this.statements = measured.statements();
        this.server = measured.server();
        this.http = server.http();
        this.database = server.context().getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(measured -> measured.server().close());
        SERVERS.clear();
    }

    @Test
    void no_statement_looks_at_a_whole_table() throws Exception {
        fill();
        statements.forgetAll();
        var notPrepared = statements.notPrepared();

        everything();

        assertThat(statements.notPrepared()).isEqualTo(notPrepared);

        var connection = server.context().getBean(DataSource.class);
        try (var asking = connection.getConnection()) {
            // Of the few secrets that nodes share all are read, each once after a start.
            for (var sql : statements.all().stream()
                    .filter(one -> !one.contains("shared_secret"))
                    .toList()) {
                assertThat(statements.plan(asking, sql)).as(sql).doesNotContain("Seq Scan", "tableScan");
            }
        }
        assertThat(statements.all()).hasSizeGreaterThan(25);
    }

    /** Printed, so that it can be written down: run it alone on a quiet machine. */
    @Test
    void each_token_and_each_login_costs_a_few_statements() {
        var machine =
                cost("a machine's token", 100, _ -> http.token(WORLD.login().form()));
        var login = cost("a person's login at a public client", 50, _ -> APP.signIn(http));
        var families = new ArrayList<>(
                IntStream.range(0, 50).mapToObj(_ -> APP.signIn(http).refresh()).toList());
        var refresh = cost("a refresh", 50, i -> APP.refresh(http, families.get(i)));

        // What is done every second is counted with it.
        assertThat(Math.round(machine))
                .as("its assertion and its presentation are used up, together")
                .isEqualTo(1);
        assertThat(Math.round(login))
                .as("seven requests, each of which reads and writes what it is about once")
                .isLessThanOrEqualTo(17);
        assertThat(refresh).isLessThanOrEqualTo(5);
    }

    /** How many statements each took. */
    private double cost(String what, int times, IntConsumer act) {
        act.accept(0);
        var bytes = written();
        var before = statements.count();
        for (var i = 0; i < times; i++) {
            act.accept(i);
        }
        var each = (statements.count() - before) / (double) times;
        System.out.printf(
                "%s, %s: %.1f statements, %d bytes written%n", engine, what, each, (written() - bytes) / times);
        return each;
    }

    /** PostgreSQL counts its log, H2 its file: both more than the rows. */
    private long written() {
        var asked = switch (engine) {
            case H2 ->
                "select cast(setting_value as bigint) from information_schema.settings where setting_name = 'info.FILE_WRITE_BYTES'";
            case POSTGRESQL -> "select cast(pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bigint)";
        };
        var unheard = (DelegatingDataSource) server.context().getBean(DataSource.class);
        return JdbcClient.create(Objects.requireNonNull(unheard.getTargetDataSource()))
                .sql(asked)
                .query(Long.class)
                .single();
    }

    /** All that a server does with its tables. */
    private void everything() {
        http.token(WORLD.login().form());
        var form = PORTAL.form();
        form.putAll(PORTAL.request());
        var uri = http.post(Surface.PAR, form).json().get("request_uri").asString();
        var pushed = new Browser(http)
                .signIn(WORLD, WORLD.person, Map.of("client_id", PORTAL.clientId(), "request_uri", uri));
        var portal = Tokens.of(PORTAL.redeem(http, pushed.getOrDefault("code", "")));
        PORTAL.introspect(http, portal.access());
        var refreshed = Tokens.of(PORTAL.refresh(http, portal.refresh()));
        PORTAL.revoke(http, refreshed.access());
        PORTAL.revoke(http, refreshed.refresh());

        var browser = new Browser(http);
        var app = Tokens.of(APP.redeem(
                http, browser.signIn(WORLD, WORLD.person, APP.request()).getOrDefault("code", "")));
        app.userInfo(http);
        browser.authorize(Browser.request());
        browser.signIn(WORLD, WORLD.person, Map.copyOf(again(APP.request())));
        browser.get(Surface.LOGOUT + "?id_token_hint=" + app.id());
        server.management().get("/prometheus");
        server.context().getBeansOfType(Expiring.class).values().forEach(rows -> rows.forget(Instant.now(), 500));
    }

    private static Map<String, String> again(Map<String, String> request) {
        request.put("prompt", "login");
        return request;
    }

    /** So many rows that looking at all of them is never the shorter way. */
    private void fill() {
        var soon = Timestamp.from(Instant.now().plus(Duration.ofDays(365)));
        var content = "x".repeat(200);
        insert("used_once (digest, worthless_from) values (?, ?)", i -> List.of("u" + i, soon));
        insert("revoked_token (digest, worthless_from) values (?, ?)", i -> List.of("r" + i, soon));
        insert("pushed_request (digest, content, ends_at) values (?, ?, ?)", i -> List.of("p" + i, content, soon));
        insert(
                "wallet_login (id, version, phase, request_id, state, query_digest, content, ends_at) values (?, 0, ?, ?, ?, ?, ?, ?)",
                i -> List.of(
                        "w" + i,
                        "ENDED",
                        "r" + i,
                        "s" + i,
                        "q" + i,
                        content,
                        Timestamp.from(Instant.EPOCH.plusSeconds(i))));
        insert(
                "browser_session (id, secret_digest, content, ends_at) values (?, ?, ?, ?)",
                i -> List.of("b" + i, "d" + i, content, soon));
        insert(
                "session_client (session_id, client_id, subject, consented) values (?, ?, ?, '')",
                i -> List.of("b" + i, "app", "Ann"));
        insert(
                "authorization_grant (id, version, client_registration, session_id, code_digest, refresh_family, content, ends_at)"
                        + " values (?, 0, ?, ?, ?, ?, ?, ?)",
                i -> List.of("g" + i, "app", "b" + i, "c" + i, "f" + i, content, soon));
        insert(
                "rate_use (digest, since, node, uses, worthless_from) values (?, ?, 'n', 1, ?)",
                i -> List.of("a" + i, soon, soon));
        insert(
                "security_event (id, client_id, session_id, content, attempts, due_at, ends_at) values (?, ?, ?, ?, 0, ?, ?)",
                i -> List.of("n" + i, "app", "b" + i, content, soon, soon));
        insert(
                "logout_notice (id, client_id, session_id, subject, attempts, due_at) values (?, ?, ?, ?, 0, ?)",
                i -> List.of("n" + i, "app", "b" + i, "Ann", soon));
        database.sql("analyze").update();
    }

    private void insert(String into, IntFunction<List<?>> row) {
        var rows =
                IntStream.range(0, ROWS).mapToObj(i -> row.apply(i).toArray()).toList();
        new JdbcTemplate(server.context().getBean(DataSource.class)).batchUpdate("insert into " + into, rows);
    }
}
