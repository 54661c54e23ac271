package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One command run in-process at a fixed moment: what it exited with and said. */
record Console(int exitCode, String out, String err) {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    static Console run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = WalletCli.commandLine(InstantSource.fixed(AT), new SecureRandom())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Console(exitCode, out.toString(), err.toString());
    }

    /** A world below this directory, whose seal is quick to make. */
    static Path world(Path directory, Object... more) {
        var world = directory.resolve("world");
        var words = new ArrayList<Object>(List.of("world", "--out", world, "--seal", "P_256"));
        words.addAll(List.of(more));
        assertThat(run(words.toArray()).exitCode()).isZero();
        return world;
    }

    /** A mistake is the user's to mend, in words. */
    static void assertMistake(Object... words) {
        var console = run(words);
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).isNotBlank().doesNotContain("\tat ", "Exception");
        assertThat(console.out()).isEmpty();
    }
}
