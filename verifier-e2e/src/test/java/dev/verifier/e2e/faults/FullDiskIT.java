package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** RL-13: the file system of the log and of temporary files is full. */
@FaultTest
@EnabledIf(value = "isPermitted", disabledReason = "no file system of its own: it takes root on Linux")
class FullDiskIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** As long it is full. */
    private static final Duration FULL = Duration.ofSeconds(10);

    private static final int PAGE = 4096;

    /** A small file system that nobody else sees, and a program whose output goes there; what is fast and native is unpacked there. */
    private static final String IN_A_SMALL_PLACE =
            "mkdir -p $0 && mount -t tmpfs -o size=64m tmpfs $0 && exec \"$@\" > $0/log 2>&1";

    static boolean isPermitted() throws Exception {
        return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }

    @Test
    void a_node_that_can_write_no_log_goes_on() throws Exception {
        try (var nodes = new Nodes(Store.H2);
                var race = new Race()) {
            var small = nodes.folder().resolve("small");
            var node = nodes.add(
                    "node",
                    "localhost",
                    List.of(
                            "env",
                            "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + small,
                            "unshare",
                            "-m",
                            "sh",
                            "-c",
                            IN_A_SMALL_PLACE,
                            small.toString()));
            node.start();
            // Its file systems, from outside.
            var seen = Path.of("/proc/" + node.program().process().pid() + "/root" + small);
            fill(seen.resolve("filler"));
            var before = Files.size(seen.resolve("log"));

            var load = new Load(nodes, node.door(), "RL-13 the log's file system is full");
            var tasks = load.callers();
            tasks.add(() -> {
                LockSupport.parkNanos(FULL.toNanos());
                load.over();
                return null;
            });
            race.all(tasks);

            var full = Files.size(seen.resolve("log"));
            assertThat(full - before).as("as much as fits into its last page").isLessThan(PAGE);
            load.figures().forEach(Figures::print);
            load.figures().forEach(Figures::unnoticed);
            Files.delete(seen.resolve("filler"));
            node.door().ask(Call.post("/oidc/token", nodes.people().machineLogin()));
            until(() -> Files.size(seen.resolve("log")) > full);
        }
    }

    private static void until(Callable<Boolean> so) throws Exception {
        var end = System.nanoTime() + LONG.toNanos();
        while (!so.call()) {
            assertThat(System.nanoTime())
                    .as("it writes again as soon as it can")
                    .isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void fill(Path file) {
        try {
            while (true) {
                Files.write(file, new byte[8 * PAGE], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            assertThat(file).isNotEmptyFile();
        }
    }
}
