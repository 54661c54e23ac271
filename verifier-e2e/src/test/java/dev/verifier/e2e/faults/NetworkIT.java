package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * RL-09, RL-35: packets between a node and its database, or a browser, are dropped without a word, by a router in a network of the test's
 * own. Another node has the same database and no such router.
 */
@FaultTest
@EnabledIf(
        value = "dev.verifier.e2e.faults.Network#isPermitted",
        disabledReason = "no network of its own: it takes root on Linux, and ip and ss of Debian's iproute2")
class NetworkIT {

    private static final int WAITING = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(90);

    private static Network network;
    private static EmbeddedPostgres database;
    private static Nodes nodes;
    private static Node inside;
    private static Node outside;

    @BeforeAll
    static void start() throws Exception {
        network = new Network();
        var hosts = Files.createTempFile(Path.of("target").toAbsolutePath(), "hosts", ".conf");
        Files.writeString(hosts, """
                host all all 127.0.0.1/32 trust
                host all all %s/28 trust
                """.formatted(network.callers()));
        database = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1," + network.database())
                .setServerConfig("hba_file", hosts.toString())
                .start();
        nodes = new Nodes(
                Store.H2, // which says nothing of it
                "--spring.datasource.url=jdbc:postgresql://" + network.database() + ":" + database.getPort()
                        + "/postgres",
                "--spring.datasource.username=postgres",
                "--verifier.login.timeout=10m",
                "--verifier.tokens.authorization-code-lifetime=10m",
                "--verifier.tokens.pushed-request-lifetime=10m");
        inside = nodes.add("inside", network.node(), network.inside()).launch();
        outside = nodes.add("outside").launch();
        inside.serves();
        outside.serves();
    }

    @AfterAll
    static void stop() throws Exception {
        nodes.close();
        database.close();
        network.close();
    }

    /** Whatever became of it, the next one finds everything in order. */
    @AfterEach
    void mend() throws Exception {
        network.mend();
        until(LONG, () -> machine(inside.door()).status() == 200 && readiness() == 200);
    }

    /** What was asked and done, while the answer was dropped, counts once. */
    @Test
    void a_node_that_hears_nothing_of_its_database_says_so_and_what_it_began_goes_on_at_another() throws Exception {
        cut("answers of the database are dropped", () -> network.silence(network.database()));
    }

    @Test
    void a_node_whose_packets_never_reach_its_database_says_so_and_what_it_began_goes_on_at_another() throws Exception {
        cut("all packets to and from the database are dropped", () -> network.cut(network.database()));
    }

    private static void cut(String what, Runnable cut) throws Exception {
        try (var race = new Race()) {
            var crash = new Crash(nodes, race, what, "PostgreSQL");
            crash.signInSome(inside.door());
            var waiting = waiting(race, inside.door());
            var figures = new Figures("RL-09 " + what);
            crash.happens(
                    inside.door(),
                    () -> {
                        cut.run();
                        var known = until(LONG, () -> readiness() == 503);
                        figures.add("not ready after", known);
                        assertThat(known).isLessThan(Duration.ofSeconds(5));
                    },
                    outside::door);
            assertThat(crash.turnedAway()).isNotEmpty();
            var longest = crash.turnedAway().stream().max(Duration::compareTo).orElseThrow();
            figures.add("told to come back " + crash.turnedAway().size() + ", the last after", longest);
            assertThat(longest).isLessThan(Duration.ofSeconds(12));

            everybodyIsToldAtOnce(figures);
            figures.add("connections given up by the database after", until(LONG, () -> backends() == 0));
            for (var login : waiting) {
                login.take(Step.SCAN, outside.door()).take(Step.ANSWER, outside.door());
            }

            network.mend();
            var served = until(LONG, () -> machine(inside.door()).status() == 200);
            figures.add("served again after", served);
            assertThat(served).isLessThan(Duration.ofSeconds(5));
            figures.add("ready again after", until(LONG, () -> readiness() == 200));
            for (var login : waiting) {
                var heard = Waiting.until("redirect", login, inside::door);
                login.after(Step.ANSWER, inside.door());
                figures.count(heard ? Outcome.SUCCEEDED : Outcome.LOST);
            }
            figures.print();
            figures.allRight();
            crash.end();
        }
    }

    private static void everybodyIsToldAtOnce(Figures figures) {
        var calls = List.of(
                Call.post("/oidc/token", nodes.people().machineLogin()),
                Step.PUSH.call(nodes.signIn(nodes.portal())),
                Step.ASK.call(nodes.signIn(nodes.app())));
        for (var call : calls) {
            var before = System.nanoTime();
            assertThat(inside.door().ask(call).isComeBack()).as(call.target()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
        for (var path : List.of("/oidc/jwks", "/.well-known/openid-configuration")) {
            assertThat(inside.door().ask(Call.get(path, "application/json", "")).status())
                    .isEqualTo(200);
        }
        assertThat(inside.management()
                        .ask(Call.get("/health/liveness", "application/json", ""))
                        .status())
                .isEqualTo(200);
        figures.add("then everybody at once");
    }

    /** A firewall between them is started again: what it knows nothing of it drops, and nobody is told. */
    @Test
    void connections_that_a_firewall_has_forgotten_are_replaced() throws Exception {
        try (var race = new Race()) {
            var figures = new Figures("RL-09 a firewall forgets the connections to the database");
            var waiting = waiting(race, inside.door());
            network.forget(network.database());
            var served = until(LONG, () -> machine(inside.door()).status() == 200);
            figures.add("served again after", served);
            assertThat(served).isLessThan(Duration.ofSeconds(12));
            assertThat(readiness()).isEqualTo(200);
            for (var login : waiting) {
                login.take(Step.SCAN, outside.door()).take(Step.ANSWER, outside.door());
                var heard = Waiting.until("redirect", login, inside::door);
                login.after(Step.ANSWER, inside.door());
                figures.count(heard ? Outcome.SUCCEEDED : Outcome.LOST);
            }
            figures.print();
            figures.allRight();
        }
    }

    /** RL-35. */
    @Test
    void a_browser_that_is_gone_without_a_word_is_noticed_within_a_minute() throws Exception {
        try (var race = new Race()) {
            var figures = new Figures("RL-35 browsers that wait are gone without a word");
            var logins = waiting(race, inside.door());
            var gone = new ArrayList<Waiting>();
            for (var login : logins) {
                gone.add(new Waiting(inside.door(), login, network.stranger(), ""));
            }
            for (var browser : gone) {
                assertThat(browser.hears("heartbeat")).isTrue();
            }
            assertThat(network.connections(network.stranger())).isEqualTo(WAITING);
            network.cut(network.stranger());
            for (var browser : gone) {
                browser.close();
            }
            var noticed = until(LONG, () -> network.connections(network.stranger()) == 0);
            figures.add("no connection is left after", noticed);
            assertThat(noticed).isLessThan(Duration.ofMinutes(1));
            assertThat(inside.management()
                            .ask(Call.get("/prometheus", "text/plain", ""))
                            .body())
                    .containsPattern("(?m)^verifier_events_open(\\{[^}]*})? 0\\.0$");
            network.mend();
            for (var login : logins) {
                login.take(Step.SCAN, inside.door()).take(Step.ANSWER, inside.door());
                var heard = Waiting.until("redirect", login, inside::door);
                login.after(Step.ANSWER, inside.door());
                figures.count(heard ? Outcome.SUCCEEDED : Outcome.LOST);
            }
            figures.print();
            figures.allRight();
        }
    }

    /** Logins with their code on the screen. */
    private static List<SignIn> waiting(Race race, Door door) throws InterruptedException {
        return race.all(IntStream.range(0, WAITING)
                .<Callable<SignIn>>mapToObj(_ -> () -> nodes.signIn(nodes.app()).upTo(Step.LOOK, door))
                .toList());
    }

    private static Answer machine(Door door) {
        return door.ask(Call.post("/oidc/token", nodes.people().machineLogin()));
    }

    private static int readiness() {
        return inside.management()
                .ask(Call.get("/health/readiness", "application/json", ""))
                .status();
    }

    /** How many processes the database has for the node inside. */
    private static int backends() throws Exception {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from pg_stat_activity where client_addr = '" + network.node() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** How long it takes until that is so. */
    private static Duration until(Duration longest, Callable<Boolean> so) throws Exception {
        var before = System.nanoTime();
        while (!so.call()) {
            assertThat(System.nanoTime() - before).isLessThan(longest.toNanos());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - before);
    }
}
