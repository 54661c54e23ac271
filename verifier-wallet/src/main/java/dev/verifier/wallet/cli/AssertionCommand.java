package dev.verifier.wallet.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One client assertion, for somebody else to send. */
@Command(
        name = "assertion",
        description = {
            "Prints a client assertion with the machine's presentation in it, good for two minutes.",
            "Nothing is sent."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet assertion --verifier https://verifier.example --key demo/machine/key.pem \\",
            "      --credential demo/machine/credential.jwt"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class AssertionCommand implements Runnable {
    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LoginOptions options;

    AssertionCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var crime = options.crime();
        if (crime != null && crime.onForm()) {
            throw CommandFailure.mistake(
                    crime.id() + " is committed on the form around the assertion; use: verifier-wallet token");
        }
        var login = options.login(clock.instant(), random);
        spec.commandLine()
                .getErr()
                .println("This is a secret while it lives: whoever has it can log in with it, once.");
        spec.commandLine().getOut().println(login.assertion());
    }
}
