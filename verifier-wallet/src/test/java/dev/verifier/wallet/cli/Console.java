package dev.verifier.wallet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

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
}
