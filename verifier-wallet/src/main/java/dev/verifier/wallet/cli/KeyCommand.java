package dev.verifier.wallet.cli;

import dev.verifier.wallet.WalletKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The onboarding runbook's first step: a key pair, and the did:key to register. */
@Command(
        name = "key",
        description = "Generates a P-256 key pair and prints its did:key, which is the client id to register.",
        footer = {"", "Example:", "  verifier-wallet key --out wallet"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class KeyCommand implements Runnable {
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where key.pem (PKCS#8, for your eyes only) and public.jwk go; here if not told.")
    private Path out;

    KeyCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public void run() {
        var secret = new TextFile(out.resolve("key.pem")).vacant();
        var open = new TextFile(out.resolve("public.jwk")).vacant();
        var key = WalletKey.generate(random);
        secret.writeSecret(key.toPem());
        open.write(JsonMapper.shared().writeValueAsString(key.publicJwk()) + "\n");
        var console = spec.commandLine().getOut();
        console.println(key.did());
        console.println("The private key is in " + secret.path() + "; it never needs to leave this machine.");
    }
}
