package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** RL-34: ten thousand browsers wait at a node that is stopped, find the other, and hear there what their wallets do. */
@FaultTest
class ManyBrowsersIT {

    private static final int LOGINS = 100;
    private static final int BROWSERS = 10_000;
    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Semaphore opening = new Semaphore(AT_ONCE);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger sentElsewhere = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile Door door = new Door(0);

    @Test
    void ten_thousand_browsers_go_from_a_node_that_stops_to_the_other() throws Exception {
        var figures = new Figures("RL-34 " + BROWSERS + " browsers wait at a node that is stopped");
        try (var nodes = new Nodes(Store.POSTGRESQL, "--verifier.login.timeout=10m");
                var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = nodes.add("one").launch();
            one.serves();
            var other = nodes.add("other").launch();
            other.serves();
            door = one.door();
            var logins = new ArrayList<SignIn>();
            for (var i = 0; i < LOGINS; i++) {
                logins.add(nodes.signIn(nodes.app()).upTo(Step.SCAN, one.door()));
            }

            var before = kibibytes(one);
            var began = System.nanoTime();
            var outcomes = new ArrayList<Future<Outcome>>();
            for (var i = 0; i < BROWSERS; i++) {
                var login = logins.get(i % LOGINS);
                outcomes.add(browsers.submit(() -> browse(login)));
            }
            awaitAll();
            figures.add("all wait after", since(began));
            figures.add((kibibytes(one) - before) / BROWSERS + " KiB of the node's memory each");
            figures.add("keys meanwhile within", keys(one));

            began = System.nanoTime();
            door = other.door(); // as a proxy does that sees that one of them is not ready
            figures.add("stopped within", one.stop());
            awaitAll();
            figures.add("all wait at the other after", since(began));
            figures.add("keys meanwhile within", keys(other));

            began = System.nanoTime();
            for (var login : logins) {
                login.takePatiently(Step.ANSWER, other.door());
            }
            for (var outcome : outcomes) {
                figures.count(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            figures.add("all heard of " + LOGINS + " wallets after", since(began));
            for (var login : logins) {
                assertThat(login.afterPatiently(Step.ANSWER, other.door())).isTrue();
            }
            figures.add(sentElsewhere + " were sent elsewhere in order, " + broken + " connections broke");
            figures.print();
        }
        figures.unnoticed();
        assertThat(figures.tries()).isEqualTo(BROWSERS);
        assertThat(sentElsewhere.get()).isGreaterThanOrEqualTo(BROWSERS);
    }

    private void awaitAll() throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (waiting.get() < BROWSERS) {
            assertThat(System.nanoTime()).as("%s wait", waiting).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** As a browser does it: whenever its channel ends it opens another, until that leads on. */
    private Outcome browse(SignIn login) throws InterruptedException {
        for (var tries = 0; tries < 100; tries++) {
            opening.acquire();
            var isOpening = true;
            try (var browser = new Waiting(door, login)) {
                var isOpen = browser.isOpen();
                opening.release();
                isOpening = false;
                if (isOpen) {
                    waiting.incrementAndGet();
                    try {
                        if (browser.hears("redirect")) {
                            return Outcome.SUCCEEDED;
                        }
                        sentElsewhere.incrementAndGet();
                    } finally {
                        waiting.decrementAndGet();
                    }
                }
            } catch (IOException e) {
                broken.incrementAndGet();
            } finally {
                if (isOpening) {
                    opening.release();
                }
            }
            Thread.sleep(500);
        }
        return Outcome.LOST;
    }

    /** How long a resource server waits for keys, the slowest of a hundred. */
    private static Duration keys(Node node) {
        var slowest = Duration.ZERO;
        for (var i = 0; i < 100; i++) {
            var asked = System.nanoTime();
            assertThat(node.door()
                            .ask(Call.get("/oidc/jwks", "application/json", ""))
                            .status())
                    .isEqualTo(200);
            var took = since(asked);
            slowest = slowest.compareTo(took) < 0 ? took : slowest;
        }
        return slowest;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static long kibibytes(Node node) throws IOException {
        var status = Path.of("/proc", Long.toString(node.program().process().pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
