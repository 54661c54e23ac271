package dev.verifier.e2e;

import dev.verifier.e2e.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where somebody sits who types what a page says: a folder that looks like a clone of this repository, on a machine whose ports nobody has and
 * whose {@code /etc} and {@code /opt} may be written to. What cannot be had there is played by {@code src/test/desk/bin}, which says how.
 *
 * @param folder the one that looks like a clone
 * @param typed where it is kept what was typed, and what that printed
 */
record Desk(Path folder, Path typed) {

    /** In place of programs that cannot be had. */
    static final Path PLAYED = Path.of("src/test/desk/bin").toAbsolutePath();

    /** What Podman is told of machines like this one. */
    static final Path CONTAINERS = Path.of("src/test/desk/containers.conf").toAbsolutePath();

    private static final Path ENTER = Path.of("src/test/desk/enter").toAbsolutePath();
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    /** In an empty folder. */
    static Desk in(Path folder) throws IOException {
        var clone = Files.createDirectories(folder.resolve("clone"));
        try (var files = Files.newDirectoryStream(REPOSITORY, "{dev,demo,deploy,docs,samples,verifier-*}")) {
            for (var file : files) {
                Files.createSymbolicLink(clone.resolve(file.getFileName()), file);
            }
        }
        return new Desk(clone, Files.createDirectories(folder.resolve("typed")));
    }

    /** Whether there can be one here. */
    static boolean isPermitted() throws IOException {
        var scratch = Files.createTempDirectory("desk");
        try {
            var tried = new ProcessBuilder(by(scratch, "true"))
                    .redirectErrorStream(true)
                    .start();
            tried.getInputStream().readAllBytes();
            return tried.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            Files.delete(scratch);
        }
    }

    private static List<String> by(Path scratch, String... command) {
        var enter = List.of(
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child=KILL",
                ENTER.toString(),
                scratch.toString());
        var all = new ArrayList<>(enter);
        all.addAll(List.of(command));
        return List.copyOf(all);
    }

    /** What each of them printed; whatever still runs then is ended. */
    List<Printed> type(List<String> blocks, Map<String, String> more) throws IOException, InterruptedException {
        var environment = new HashMap<>(more);
        environment.put("PATH", PLAYED + ":" + BIN + ":/usr/sbin:" + System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("TMPDIR", Files.createDirectories(typed.resolve("tmp")).toString());
        var scratch = Files.createDirectories(typed.resolve("scratch"));
        return new Terminal(typed, environment, folder, by(scratch)).type(blocks);
    }
}
