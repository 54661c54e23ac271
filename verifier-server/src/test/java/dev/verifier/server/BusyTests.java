package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, and a node less while there are many. The wallets are at work on the same processors. */
@Tag("slow")
@Timeout(300)
class BusyTests {

    private final World world = new World();

    @TempDir
    private Path data;

    /** RL-49. */
    @Test
    void five_hundred_people_sign_in_within_a_second_and_none_is_lost() throws Exception {
        // All of them come from here, each twice.
        try (var server = RunningServer.start(
                        data, world.arguments("--verifier.limits.authorize-per-address=unlimited"));
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var http = server.http();
            new Browser(http).signIn(world, world.person, Browser.request());
            var toldToComeBack = new AtomicInteger();
            var logins = open(people, 500, Duration.ofMillis(2), () -> {
                var before = System.nanoTime();
                while (!isSignedIn(http)) {
                    toldToComeBack.incrementAndGet();
                    TimeUnit.SECONDS.sleep(1);
                }
                return Duration.ofNanos(System.nanoTime() - before);
            });
            var took = new ArrayList<Duration>();
            for (var login : logins) {
                took.add(login.get(120, TimeUnit.SECONDS));
            }
            took.sort(null);
            System.out.printf(
                    "500 logins in a second: p50 %d ms, p95 %d ms, longest %d ms, %d times told to come back%n",
                    took.get(250).toMillis(),
                    took.get(475).toMillis(),
                    took.getLast().toMillis(),
                    toldToComeBack.get());
            assertThat(took).hasSize(500);
        }
    }

    /** Not so where the server has too much to do, and says so. */
    private boolean isSignedIn(Http http) {
        try {
            var code = new Browser(http)
                    .signIn(world, world.person, Browser.request())
                    .getOrDefault("code", "");
            return http.token(Browser.redemption(code)).status() == 200;
        } catch (AssertionError e) {
            return false; // wherever it was: a page, the request of the wallet, its answer, the code
        }
    }

    /** RL-05, behind a balancer that looks every 200 ms whether a node is ready. */
    @Test
    void a_node_that_is_taken_away_costs_no_request() throws Exception {
        var database = Engine.POSTGRESQL.properties(data).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        var arguments = Stream.concat(database, Stream.of("--verifier.shutdown.drain=2s"))
                .toArray(String[]::new);
        try (var stays = RunningServer.start(data, world.arguments(arguments));
                var goes = RunningServer.start(data, world.arguments(arguments));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var isReady = new AtomicBoolean(true);
            var done = new AtomicBoolean();
            var probes = goes.management();
            // Not among those whose turn may come late.
            var balancer = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    isReady.set(isReady(probes));
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            });
            var one = stays.http();
            var other = goes.http();
            var calls = new ArrayList<Future<Integer>>();
            var more = tokens(500);
            begin(callers, tokens(200), one, other, isReady, calls);
            var before = System.nanoTime();
            var stopping = callers.submit(() -> stop(goes, before));
            begin(callers, more, one, other, isReady, calls);
            var stopped = stopping.get(30, TimeUnit.SECONDS);
            done.set(true);
            balancer.join();

            var failed = 0;
            for (var call : calls) {
                failed += call.get(30, TimeUnit.SECONDS) == 200 ? 0 : 1;
            }
            System.out.printf(
                    "a node stopped at 100 requests a second: %d asked, %d failed, stopped within %d ms%n",
                    calls.size(), failed, stopped.toMillis());
            assertThat(failed).isZero();
            assertThat(isReady).isFalse();
        }
    }

    private static Duration stop(RunningServer server, long since) {
        server.close();
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static boolean isReady(Http management) {
        try {
            return management.get("/health/readiness").status() == 200;
        } catch (AssertionError e) {
            return false;
        }
    }

    private List<Map<String, String>> tokens(int many) {
        return IntStream.range(0, many).mapToObj(_ -> world.login().form()).toList();
    }

    private static void begin(
            ExecutorService start,
            List<Map<String, String>> forms,
            Http stays,
            Http goes,
            AtomicBoolean isReady,
            List<Future<Integer>> calls) {
        var turn = new AtomicInteger();
        calls.addAll(open(start, forms.size(), Duration.ofMillis(10), () -> {
            var mine = turn.getAndIncrement();
            return (mine % 2 == 0 && isReady.get() ? goes : stays)
                    .token(forms.get(mine))
                    .status();
        }));
    }

    /** One after another at this pace, whether or not the one before is done. */
    private static <T> List<Future<T>> open(ExecutorService start, int many, Duration pace, Callable<T> call) {
        var begun = new ArrayList<Future<T>>();
        for (var i = 0; i < many; i++) {
            begun.add(start.submit(call));
            LockSupport.parkNanos(pace.toNanos());
        }
        return begun;
    }
}
