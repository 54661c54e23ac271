package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler of this build refuses what could be null; a release of the checker that goes quiet would be noticed here. */
class NullnessIT {

    @TempDir
    private Path folder;

    @Test
    void a_dereference_of_what_may_be_null_does_not_compile() throws Exception {
        try (var holds = compile("holds");
                var breaks = compile("breaks")) {
            assertThat(holds.exitCode()).as(holds.printed()).isZero();
            assertThat(breaks.exitCode()).isNotZero();
            assertThat(breaks.printed()).contains("Name.java", "[NullAway] dereferenced expression");
        }
    }

    private Program compile(String sources) {
        return Program.command(
                "verifier-e2e/src/test/nullness",
                folder.resolve(sources + ".out"),
                "mvn",
                "--batch-mode",
                "--offline",
                "-Dspotless.check.skip",
                "-Dsources=" + sources,
                "-Dbuilt=" + folder.resolve(sources),
                "compile");
    }
}
