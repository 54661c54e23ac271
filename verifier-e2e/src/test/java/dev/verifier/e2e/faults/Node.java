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

    /** The version of this repository. */
    static final String SERVER = "verifier-server/target/verifier-server.jar";

    private final Path folder;
    private final int port = Program.freePort();
    private final int management = Program.freePort();
    private final List<String> options;
    private final String host;
    private final List<String> by;
    private String jar = SERVER;
    private @Nullable Program program;
    private int starts;

    /**
     * One that does not run yet.
     *
     * @param options what it is told beside its ports and its folder
     * @param host where it can be asked
     * @param by what starts it there
     */
    Node(Path folder, List<String> options, String host, List<String> by) {
        this.folder = folder;
        this.options = options;
        this.host = host;
        this.by = by;
    }

    Door door() {
        return new Door(host, port);
    }

    /** The door of one of the hosts that it serves. */
    Door door(String host) {
        return new Door(host, port);
    }

    /** For those who operate it. */
    Door management() {
        return new Door(host, management);
    }

    /** Which version it is from the next start on. */
    Node as(String jar) {
        this.jar = jar;
        return this;
    }

    /** Starts it, with more options for this time, and waits for nothing. */
    Node launch(String... more) {
        var arguments = new ArrayList<>(options);
        arguments.add("--server.port=" + port);
        arguments.add("--management.server.port=" + management);
        arguments.add("--verifier.data-directory=" + folder);
        arguments.addAll(List.of(more));
        var output = folder.resolveSibling(folder.getFileName() + "-" + ++starts + ".out");
        program = Program.jar(by, jar, output, arguments);
        return this;
    }

    /** Starts a command of the server's, with the configuration that it has, and waits for nothing. */
    Program command(String name, String... more) {
        var arguments = new ArrayList<>(List.of(name));
        arguments.addAll(options);
        arguments.add("--verifier.data-directory=" + folder);
        arguments.addAll(List.of(more));
        var output = folder.resolveSibling(folder.getFileName() + "-" + name + "-" + ++starts + ".out");
        return Program.jar(SERVER, output, arguments);
    }

    /** Waits until it serves. */
    Node serves() throws InterruptedException {
        program().answersAt(door().at("/health"));
        return this;
    }

    /** Waits until whoever sends requests would send it some. */
    void isReady() throws InterruptedException {
        program().answersAt(management().at("/health/readiness"));
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

    /** Stops it, as operators do, and waits until it is gone: how long that took. */
    Duration stop() throws InterruptedException {
        var before = System.nanoTime();
        terminate();
        // The virtual machine says so of a signal it obeyed.
        if (program().exitCode() != 143) {
            throw new AssertionError("it did not stop in order: " + program().printed());
        }
        return Duration.ofNanos(System.nanoTime() - before);
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
