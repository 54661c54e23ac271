package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.Program;
import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Three nodes behind the proxy of {@code deploy/haproxy.cfg}: no node is anybody's. */
@FaultTest
@EnabledIf(
        value = "dev.verifier.e2e.faults.Haproxy#isInstalled",
        disabledReason = "no HAProxy: on Debian, install haproxy, or say where it is with VERIFIER_HAPROXY")
class ProxyIT {

    private static final int LOGINS = 60;

    /** How many browsers of one address a node lets wait: more than any but the greedy one has here. */
    private static final int SHARE = 60;

    private static Nodes nodes;
    private static List<Node> three;
    private static Program proxy;

    @BeforeAll
    static void start() throws Exception {
        nodes = new Nodes(
                Store.POSTGRESQL,
                "--verifier.login.timeout=10m",
                "--verifier.proxy.trusted=127.0.0.1",
                "--verifier.limits.waiting-browsers-per-address=" + SHARE);
        three = List.of(nodes.add("one"), nodes.add("two"), nodes.add("three"));
        three.forEach(Node::launch);
        for (var node : three) {
            node.serves();
        }
        proxy = Haproxy.start(nodes.folder().resolve("haproxy.out"), nodes.front(), three);
        served();
    }

    @AfterAll
    static void stop() {
        nodes.close();
        proxy.close();
    }

    private static void served() throws InterruptedException {
        proxy.answersAt("http://localhost:" + nodes.front().port() + "/health");
    }

    @Test
    void all_flows_pass_the_proxy_and_events_pass_it_at_once() throws Exception {
        var figures = new Figures("RL-27 three nodes behind a proxy, everything through it");
        var times = new ArrayList<Duration>();
        try (var race = new Race()) {
            times.addAll(race.all(IntStream.range(0, LOGINS)
                    .<Callable<Duration>>mapToObj(i -> () -> {
                        var login = nodes.signIn(i % 2 == 0 ? nodes.app() : nodes.portal());
                        login.upTo(Step.LOOK, nodes.front());
                        try (var browser = new Waiting(nodes.front(), login)) {
                            assertThat(browser.hears("heartbeat")).isTrue();
                            login.take(Step.SCAN, nodes.front()).take(Step.ANSWER, nodes.front());
                            var answered = System.nanoTime();
                            assertThat(browser.hears("redirect")).isTrue();
                            var heard = Duration.ofNanos(System.nanoTime() - answered);
                            login.after(Step.ANSWER, nodes.front());
                            figures.count(machine() ? Outcome.SUCCEEDED : Outcome.LOST);
                            return heard;
                        }
                    })
                    .toList()));
        }
        figures.add("events heard within (95 of 100)", Figures.p95(times));
        figures.print();
        figures.allRight();
        // A proxy that collects what it passes on would keep them for a minute.
        assertThat(Figures.p95(times)).isLessThan(Duration.ofSeconds(10));
    }

    private static boolean machine() {
        var login = Call.post("/oidc/token", nodes.people().machineLogin());
        return nodes.front().ask(login).status() == 200;
    }

    /** What a caller writes into the proxy's headers is not the proxy's. */
    @Test
    void a_caller_is_counted_by_the_address_that_the_proxy_saw() throws Exception {
        var login = nodes.signIn(nodes.app()).upTo(Step.LOOK, nodes.front());
        var open = new ArrayList<Waiting>();
        try {
            var refused = false;
            for (var i = 0; i < 3 * SHARE + 1 && !refused; i++) {
                var forged = "X-Forwarded-For: 192.0.2." + i + "\r\nForwarded: for=192.0.2." + i + "\r\n";
                open.add(new Waiting(nodes.front(), login, "127.0.0.9", forged));
                refused = open.getLast().isRefused();
            }
            assertThat(refused).isTrue();
            try (var neighbour = new Waiting(nodes.front(), login)) {
                assertThat(neighbour.hears("heartbeat")).isTrue();
            }
        } finally {
            for (var greedy : open) {
                greedy.close();
            }
        }
    }
}
