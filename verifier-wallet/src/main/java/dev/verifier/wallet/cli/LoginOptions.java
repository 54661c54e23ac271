package dev.verifier.wallet.cli;

import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.Tampering;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that logs in needs to be told. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class LoginOptions {
    @Option(
            names = "--verifier",
            paramLabel = "URL",
            required = true,
            description = "The verifier's issuer identifier, as its discovery document has it.")
    private URI verifier;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "The machine's private key, PKCS#8 PEM or JWK.")
    private Path key;

    @Option(
            names = "--credential",
            paramLabel = "FILE",
            required = true,
            description = "The machine's credential, a compact VC-JWT.")
    private Path credential;

    @Option(
            names = "--runbook",
            description = "Makes the presentation itself the assertion, as the onboarding runbook does.")
    private boolean runbook;

    @Option(
            names = "--tamper",
            paramLabel = "NAME",
            description = "Commits a crime; 'verifier-wallet crimes' lists them.")
    private @Nullable Tampering crime;

    @Option(
            names = "--world",
            paramLabel = "DIR",
            description =
                    "The world whose seal a crime on the credential is committed with; the one the credential lies in if not told.")
    private @Nullable Path world;

    @Option(
            names = "--trap",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9/",
            description = "What crimes that smuggle in a URL smuggle in; ${DEFAULT-VALUE} if not told.")
    private URI trap;

    URI verifier() {
        return verifier;
    }

    @Nullable
    Tampering crime() {
        return crime;
    }

    /** The login as told, crime included. */
    MachineLogin login(Instant at, SecureRandom random) {
        var held = CredentialFile.read(credential).jwt();
        var builder = MachineLogin.builder(KeyFile.read(key), verifier, at, random)
                .credential(held.toString())
                .trap(trap);
        if (crime != null && crime.needsSeal()) {
            builder.issuer(World.behind(world, credential, crime).issuer(at, random));
            LearVersion.of(held).filter(LearVersion::machine).ifPresent(builder::version);
        }
        var honest = runbook ? builder.build().runbook() : builder.build();
        return crime == null ? honest : committed(honest, crime);
    }

    private static MachineLogin committed(MachineLogin honest, Tampering what) {
        try {
            return honest.tampered(what);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake("--tamper: " + e.getMessage() + ".");
        }
    }
}
