package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code ./dev package} makes for an operator's machine; made once, by whoever asks first. */
final class Installed {

    private static final Path UNIT = Path.of("../deploy/systemd/verifier.service");
    private static final Pattern START = Pattern.compile("^ExecStart=(.*)$", Pattern.MULTILINE);

    private Installed() {}

    /** Where it is. */
    static Path folder() {
        return Made.FOLDER;
    }

    static String java() {
        return folder().resolve("java/bin/java").toString();
    }

    /**
     * How systemd would start it.
     *
     * @param state where the server keeps what it keeps
     * @param configuration the folder that has {@code verifier/application.yaml}
     * @param credentials what systemd hands over in files
     */
    static List<String> byUnit(Path state, Path configuration, Path credentials) throws IOException {
        var start = START.matcher(Files.readString(UNIT).replace("\\\n", " "));
        if (!start.find()) {
            throw new AssertionError("nothing is started by " + UNIT);
        }
        return List.of(start.group(1)
                .replace("/opt/verifier", folder().toString())
                .replace("%S", state.toString())
                .replace("%E", configuration.toString())
                .replace("%d", credentials.toString())
                .split(" +"));
    }

    private static final class Made {

        private static final Path FOLDER =
                make(Path.of("target/installed/verifier").toAbsolutePath());

        private static Path make(Path folder) {
            var output = folder.resolveSibling("installed.out");
            try {
                Files.createDirectories(folder.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try (var program = Program.command(
                    ".",
                    output,
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    "PATH=" + Desk.PLAYED + ":" + System.getenv("PATH"),
                    "./dev",
                    "package",
                    folder.toString())) {
                if (program.exitCode() != 0) {
                    throw new AssertionError(program.printed());
                }
                return folder.toRealPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
