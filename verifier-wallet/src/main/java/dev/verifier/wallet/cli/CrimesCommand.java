package dev.verifier.wallet.cli;

import dev.verifier.wallet.Tampering;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The catalogue of the gallery. */
@Command(
        name = "crimes",
        description = {
            "Lists every way this wallet can tamper with a login, for --tamper.",
            "Each is one thing wrong with a login that would be accepted otherwise."
        },
        footer = {"", "Example:", "  verifier-wallet crimes"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class CrimesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        var console = spec.commandLine().getOut();
        int width = Tampering.everybodys().stream()
                .mapToInt(crime -> crime.id().length())
                .max()
                .orElseThrow();
        for (var crime : Tampering.everybodys()) {
            console.println(crime.id() + " ".repeat(width - crime.id().length() + 2) + crime.crime());
        }
    }
}
