package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RL-45, RL-46: a node with little memory is asked without a pause, for a minute, or for as long as {@code -Dverifier.soak=PT2H} says.
 * What it holds on to in the end is what it held after the first third.
 */
@FaultTest
class SoakIT {

    private static final Duration DURATION = Duration.parse(System.getProperty("verifier.soak", "PT1M"));
    private static final long MEGABYTE = 1 << 20;

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_node_with_little_memory_holds_on_to_no_more_the_longer_it_is_asked(Store store) throws Exception {
        try (var nodes = new Nodes(store, "-Xmx256m")) {
            holdsOn(nodes, store);
        }
    }

    private static void holdsOn(Nodes nodes, Store store) throws Exception {
        var node = nodes.add("small");
        node.start();
        var load = new Load(nodes, node.door(), "RL-45 " + DURATION + " with 256 MB, " + store);
        var held = new ArrayList<Held>();
        try (var race = new Race()) {
            var tasks = new ArrayList<Callable<Void>>(load.callers());
            tasks.add(() -> {
                try {
                    Thread.sleep(DURATION.dividedBy(3));
                    held.add(Held.by(node.program().process()));
                    Thread.sleep(DURATION.multipliedBy(2).dividedBy(3));
                } finally {
                    load.over();
                }
                return null;
            });
            race.all(tasks);
        }
        held.add(Held.by(node.program().process()));

        load.end(held.toString());
        assertThat(node.program().printed()).doesNotContain("OutOfMemoryError");
        assertThat(held.getLast().reachable())
                .as("bytes of objects that are reachable: %s", held)
                .isLessThan(held.getFirst().reachable() + 16 * MEGABYTE);
        assertThat(held.getLast().threads())
                .as("threads: %s", held)
                .isLessThan(held.getFirst().threads() + 20);
        assertThat(held.getLast().files())
                .as("files and sockets: %s", held)
                .isLessThan(held.getFirst().files() + 50);
    }

    /**
     * What a process holds on to.
     *
     * @param reachable bytes of objects after a garbage collection
     * @param threads of the system
     * @param files that are open, and sockets
     */
    private record Held(long reachable, long threads, long files) {

        private static final Pattern REACHABLE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");
        private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s*(\\d+)$");

        static Held by(Process process) throws IOException, InterruptedException {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var asking = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var histogram = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            asking.waitFor();
            var status = Path.of("/proc", String.valueOf(process.pid()));
            try (var files = Files.list(status.resolve("fd"))) {
                return new Held(
                        number(REACHABLE, histogram),
                        number(THREADS, Files.readString(status.resolve("status"))),
                        files.count());
            }
        }

        private static long number(Pattern pattern, String text) {
            var matcher = pattern.matcher(text);
            assertThat(matcher.find()).as(text).isTrue();
            return Long.parseLong(matcher.group(1));
        }

        @Override
        public String toString() {
            return reachable / MEGABYTE + " MB, " + threads + " threads, " + files + " files";
        }
    }
}
