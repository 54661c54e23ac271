package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RL-27, RL-28, RL-31: no step of a login knows at which node the one before was taken, and a browser can wait at any. */
@FaultTest
class NodesIT {

    private static final int LOGINS = 100;
    private static final int AT_A_TIME = 10;
    private static final int WAITING = 500;
    private static final long SEED = 20261122;

    private static Nodes nodes;
    private static Node one;
    private static Node other;

    @BeforeAll
    static void start() throws Exception {
        nodes = new Nodes(Store.POSTGRESQL, "--verifier.login.timeout=5m");
        one = nodes.add("one").launch();
        one.serves();
        other = nodes.add("other").launch();
        other.serves();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void every_step_may_be_taken_at_the_other_node() throws Exception {
        var figures = new Figures("RL-28 each step of a login at a node that is drawn");
        var dice = new Random(SEED);
        each(LOGINS, i -> {
            var login = nodes.signIn(i % 2 == 0 ? nodes.app() : nodes.portal());
            for (var step : Step.values()) {
                if (step != Step.REFRESH && (step != Step.PUSH || i % 2 == 1)) {
                    login.take(step, (dice.nextBoolean() ? one : other).door());
                }
            }
            figures.count(Outcome.SUCCEEDED);
            return login;
        });
        figures.print();
        assertThat(figures.tries()).isEqualTo(LOGINS);
    }

    @Test
    void a_browser_that_waits_at_one_node_hears_at_once_what_its_wallet_does_at_the_other() throws Exception {
        var figures = new Figures("RL-27 the browser waits at one node, the wallet answers at the other");
        var times = each(LOGINS, _ -> {
            var login = nodes.signIn(nodes.app()).upTo(Step.LOOK, one.door());
            try (var browser = new Waiting(one.door(), login)) {
                assertThat(browser.hears("heartbeat")).isTrue();
                login.take(Step.SCAN, other.door());
                assertThat(browser.hears("scanned")).isTrue();
                login.take(Step.ANSWER, other.door());
                var answered = System.nanoTime();
                assertThat(browser.hears("redirect")).isTrue();
                var heard = Duration.ofNanos(System.nanoTime() - answered);
                login.after(Step.ANSWER, one.door());
                figures.count(Outcome.SUCCEEDED);
                return heard;
            }
        });
        figures.add("heard within (95 of 100)", Figures.p95(times));
        figures.print();
        assertThat(figures.tries()).isEqualTo(LOGINS);
        assertThat(Figures.p95(times)).isLessThan(Duration.ofSeconds(2));
    }

    /** Half of the wallets answer before their browsers have found the other node, and half after it. */
    @Test
    void browsers_whose_node_dies_finish_at_the_other() throws Exception {
        var figures = new Figures("RL-31 kill -9 of a node at which 500 browsers wait");
        var logins = each(WAITING, _ -> nodes.signIn(nodes.app()).upTo(Step.LOOK, one.door()));
        var open = new ArrayList<Waiting>();
        for (var login : logins) {
            open.add(new Waiting(one.door(), login));
        }
        for (var browser : open) {
            assertThat(browser.hears("heartbeat")).isTrue();
        }
        one.kill();
        var before = System.nanoTime();
        for (var browser : open) {
            assertThat(browser.hears("redirect")).isFalse();
            browser.close();
        }
        var codes = ConcurrentHashMap.<String>newKeySet();
        var found = new CountDownLatch(WAITING / 2);
        try (var race = new Race()) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < WAITING; i++) {
                var login = logins.get(i);
                var late = i % 2 == 0;
                tasks.add(() -> {
                    if (late) {
                        found.await();
                    }
                    login.takePatiently(Step.SCAN, other.door()).takePatiently(Step.ANSWER, other.door());
                    return true;
                });
                tasks.add(() -> {
                    found.countDown();
                    var heard = Waiting.until("redirect", login, other::door);
                    var arrived = heard && login.afterPatiently(Step.ANSWER, other.door());
                    if (arrived) {
                        codes.add(login.code());
                    }
                    figures.count(arrived ? Outcome.SUCCEEDED : heard ? Outcome.BEGUN_ANEW : Outcome.LOST);
                    return heard;
                });
            }
            race.all(tasks);
        }
        figures.add("all signed in after", Duration.ofNanos(System.nanoTime() - before));
        figures.print();
        figures.allRight();
        assertThat(figures.succeeded()).isPositive().isEqualTo(codes.size());
        one.start();
    }

    private interface Task<T> {
        T of(int number) throws Exception;
    }

    /** So many, a few at a time. */
    private static <T> List<T> each(int count, Task<T> task) throws InterruptedException {
        try (var race = new Race()) {
            return race
                    .all(IntStream.range(0, AT_A_TIME)
                            .<Callable<List<T>>>mapToObj(worker -> () -> {
                                var results = new ArrayList<T>();
                                for (var i = worker; i < count; i += AT_A_TIME) {
                                    results.add(task.of(i));
                                }
                                return results;
                            })
                            .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }
    }
}
