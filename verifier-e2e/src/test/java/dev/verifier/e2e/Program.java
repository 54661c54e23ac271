package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process of ours, and what it printed. */
public record Program(Process process, Path output) implements AutoCloseable {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final long PATIENCE_SECONDS = 300;

    /** Starts a jar of this repository. What begins with {@code -X} the virtual machine is told. */
    public static Program jar(String jar, Path output, List<String> arguments) {
        return jar(List.of(), jar, output, arguments);
    }

    /** The same by another program, which it takes the place of. */
    public static Program jar(List<String> by, String jar, Path output, List<String> arguments) {
        var command = new ArrayList<>(by);
        command.add(BIN.resolve("java").toString());
        var told = arguments.stream().collect(Collectors.partitioningBy(argument -> argument.startsWith("-X")));
        command.addAll(told.getOrDefault(true, List.of()));
        command.addAll(List.of("-jar", REPOSITORY.resolve(jar).toString()));
        command.addAll(told.getOrDefault(false, List.of()));
        return start(REPOSITORY, command, output);
    }

    /** Starts a program of this machine in a folder of this repository. */
    public static Program command(String directory, Path output, String... command) {
        return start(REPOSITORY.resolve(directory), List.of(command), output);
    }

    /** Starts a script of this repository with this Java first on the path. */
    static Program script(String script, Path output, String... arguments) {
        var command = new ArrayList<>(List.of(REPOSITORY.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return start(REPOSITORY, command, output);
    }

    private static Program start(Path directory, List<String> command, Path output) {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", BIN.toString(), (path, java) -> java + ":" + path);
        try {
            return new Program(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for it to end by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + printed());
        }
        return process.exitValue();
    }

    /** Waits until it listens at a port. */
    public Program listensAt(int port) throws InterruptedException {
        for (var attempt = 0; attempt < PATIENCE_SECONDS * 5; attempt++) {
            try (var _ = new Socket("localhost", port)) {
                return this;
            } catch (IOException e) {
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new AssertionError("nobody listens at " + port + ": " + printed());
    }

    /** Waits until a URL of its answers 200. */
    public Program answersAt(String url) throws InterruptedException {
        for (var attempt = 0; attempt < PATIENCE_SECONDS * 5; attempt++) {
            if (answers(url)) {
                return this;
            }
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("no answer at " + url + ": " + printed());
    }

    private static boolean answers(String url) {
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it as a crash would. */
    public void crash() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public String printed() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port nobody listens at, and that nobody was given before: whoever was may not listen there yet. */
    public static int freePort() {
        while (true) {
            try (var socket = new ServerSocket(0)) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        // A script's own children do not hear that it ends.
        var children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
