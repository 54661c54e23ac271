package dev.verifier.e2e.faults;

import dev.verifier.e2e.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One server among several, or the only one: always at the same port, with the same data directory. */
final class Node implements AutoCloseable {

    private static final String SERVER = "verifier-server/target/verifier-server.jar";

    private final Path folder;
    private final int port = Program.freePort();
    private final int management = Program.freePort();
    private final List<String> options;
    private @Nullable Program program;
    private int starts;

    /** @param options what it is told beside its ports and its folder */
    Node(Path folder, List<String> options) {
        this.folder = folder;
        this.options = options;
    }

    Door door() {
        return new Door(port);
    }

    /** For those who operate it. */
    Door management() {
        return new Door(management);
    }

    /** Starts it, with more options for this time, and waits for nothing. */
    Node launch(String... more) {
        var arguments = new ArrayList<>(options);
        arguments.add("--server.port=" + port);
        arguments.add("--management.server.port=" + management);
        arguments.add("--verifier.data-directory=" + folder);
        arguments.addAll(List.of(more));
        var output = folder.resolveSibling(folder.getFileName() + "-" + ++starts + ".out");
        program = Program.jar(SERVER, output, arguments);
        return this;
    }

    /** Waits until it serves. */
    Node serves() throws InterruptedException {
        program().answersAt("http://localhost:" + port + "/health");
        return this;
    }

    /** Starts it and waits until it serves: how long that took. */
    Duration start(String... more) throws InterruptedException {
        var before = System.nanoTime();
        launch(more).serves();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        program().crash();
    }

    /** SIGTERM. */
    void terminate() {
        program().process().destroy();
    }

    Program program() {
        return Objects.requireNonNull(program, "it was never started");
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
