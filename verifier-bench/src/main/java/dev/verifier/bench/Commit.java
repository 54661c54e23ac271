package dev.verifier.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What was measured. */
final class Commit {

    private Commit() {}

    /** The commit that is checked out here, with {@code -dirty} where it is not all; "unknown" where there is none. */
    static String here() throws InterruptedException {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=7", "--exclude=*")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
