package dev.verifier.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The process with the people, which starts the one with the Verifier, and the folder for their files. Both are gone when it is closed. */
final class Program implements AutoCloseable {
    private static final String PEOPLE = "verifier-wallet-cli.jar";
    private static final String VERIFIER = "verifier-server.jar";

    private final Path folder;
    private final Process process;
    private final Thread hook = new Thread(this::end);

    private Program(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param options what the Verifier is told beside the usual */
    static Program start(List<String> options) {
        var java = Java25.find();
        try {
            var folder = Files.createTempDirectory("verifier-test-kit");
            var command = new ArrayList<>(List.of(
                    java.toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    unpacked(PEOPLE, folder).toString(),
                    "kit",
                    "--server",
                    unpacked(VERIFIER, folder).toString(),
                    "--out",
                    folder.toString(),
                    "--"));
            command.addAll(options);
            var errors = folder.resolve("errors.log").toFile();
            return new Program(
                    folder, new ProcessBuilder(command).redirectError(errors).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line in which it says where everything is. */
    String firstLine() {
        try {
            var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            var line = said.readLine();
            if (line == null) {
                var errors = Files.readString(folder.resolve("errors.log"));
                close();
                throw new IllegalStateException(errors.isBlank() ? "Verifier ends at once." : errors);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it ends by itself. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    private static Path unpacked(String jar, Path folder) throws IOException {
        try (var packed = Program.class.getResourceAsStream(jar)) {
            var file = folder.resolve(jar);
            Files.copy(
                    Objects.requireNonNull(packed, () -> jar + " is not in this jar: it is put there by mvn package"),
                    file);
            return file;
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // All of it ends already.
        }
    }

    /** It ends when nothing more can be told to it. */
    private synchronized void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        delete();
    }

    private void delete() {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
