package dev.verifier.server.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium without a window, started anew for every look. */
final class Chromium {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private Chromium() {}

    static boolean here() {
        return Files.isExecutable(PROGRAM);
    }

    /** What it prints, such as the document as it is after scripts have run. */
    static String run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory(folder, "profile");
        var command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + profile));
        command.addAll(arguments);
        var output = folder.resolve("output-" + profile.getFileName());
        var process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("Chromium did not finish");
        }
        return Files.readString(output);
    }
}
