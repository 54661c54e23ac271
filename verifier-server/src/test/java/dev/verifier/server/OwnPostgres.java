package dev.verifier.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL that a test does bad things to: nobody else's, and gone with the test. */
final class OwnPostgres implements AutoCloseable {

    static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final Path binaries;
    private final int port;
    private @Nullable Process process;

    /**
     * Makes one below a folder.
     *
     * @param mebibytes how much room it has, which takes root and Linux; 0 for as much as there is
     */
    OwnPostgres(Path folder, int mebibytes) throws IOException, InterruptedException {
        Engine.POSTGRESQL.url(folder); // whereupon the binaries are there
        this.folder = Files.createDirectories(folder.resolve("postgres"));
        this.binaries = binaries();
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        if (mebibytes > 0) {
            start(in(mebibytes, String.join(" ", initialization()), String.join(" ", service())));
        } else {
            run(initialization());
            start();
        }
        JdbcClient.create(new DriverManagerDataSource(url("postgres"), "postgres", ""))
                .sql("create role verifier login superuser")
                .update();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static Path binaries() throws IOException {
        try (var all = Files.walk(Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"), 3)) {
            return all.filter(path -> path.endsWith("bin/initdb"))
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling("");
        }
    }

    /** It does not start as root, or as who looks like it. */
    private static String[] asNobody(String... command) {
        return Stream.concat(ROOT ? Stream.of("unshare", "-U") : Stream.of(), Stream.of(command))
                .toArray(String[]::new);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("failed: " + List.of(command));
        }
    }

    String url() {
        return url("postgres");
    }

    private String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    int port() {
        return port;
    }

    private String[] initialization() {
        return asNobody(binaries.resolve("initdb").toString(), "-A", "trust", "-U", "postgres", "-D", data());
    }

    private String[] service() {
        return asNobody(
                binaries.resolve("postgres").toString(),
                "-D",
                data(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=localhost",
                "-c",
                "unix_socket_directories=",
                "-c",
                "min_wal_size=32MB",
                "-c",
                "max_wal_size=32MB");
    }

    /** A place of its own, which nobody else sees and which is gone with it. */
    private String[] in(int mebibytes, String initialization, String service) {
        var mount = "mount -t tmpfs -o size=" + mebibytes + "m tmpfs " + folder;
        return new String[] {"unshare", "-m", "sh", "-c", mount + " && " + initialization + " && exec " + service};
    }

    void start() throws IOException {
        start(service());
    }

    private void start(String... command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling("postgres.log").toFile()))
                .start();
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("it did not start");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(url(), "postgres", "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** As {@code pg_ctl stop -m immediate} does it: without a word to anybody. */
    void crash() throws IOException, InterruptedException {
        signal("-QUIT", List.of(running().toHandle()));
        if (!running().waitFor(30, TimeUnit.SECONDS)) {
            throw new IOException("it did not stop");
        }
    }

    /** Nobody is told anything, and nobody hears anything. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP", all());
    }

    void goOn() throws IOException, InterruptedException {
        signal("-CONT", all());
    }

    private List<ProcessHandle> all() {
        var own = running().toHandle();
        return Stream.concat(Stream.of(own), own.descendants()).toList();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("it never ran");
        }
        return process;
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(each -> command.add(String.valueOf(each.pid())));
        // Some of them may have gone since they were asked for.
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        try {
            goOn();
            crash();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
