package dev.verifier.wallet.cli;

import dev.verifier.wallet.SealKey;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes everything a demo or a test needs before a machine or a person can log in. */
@Command(
        name = "world",
        description = {
            "Makes a directory with a test authority, an issuer's seal, the lists a verifier goes by,"
                    + " and a machine and an employee, each with key and credential.",
            "It holds the authority's private key: trust its anchors.pem in tests and demos only."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet world --out demo --organization VATES-A12345678 --audience https://api.acme.example"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class WorldCommand implements Runnable {
    /** ETSI EN 319 412-1 §5.1.4: three letters for the scheme, two for the country, a hyphen, the identifier. */
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Z]{3}[A-Z]{2}-[A-Za-z0-9]+");

    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The directory to make.")
    private Path out;

    @Option(
            names = "--organization",
            paramLabel = "ID",
            defaultValue = "VATES-A12345678",
            description = "The issuing organization's identifier; ${DEFAULT-VALUE} if not told.")
    private String organization;

    @Option(
            names = "--seal",
            paramLabel = "KIND",
            defaultValue = "RSA_2048",
            description = "The kind of the seal's key: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not told.")
    private SealKey kind;

    @Option(
            names = "--verifier",
            paramLabel = "URL",
            defaultValue = "http://localhost:9000",
            description = "The verifier, for the hints at the end; ${DEFAULT-VALUE} if not told.")
    private URI verifier;

    @Option(names = "--audience", paramLabel = "URL", description = "The API that the tokens are for.")
    private @Nullable URI audience;

    @Option(
            names = "--app",
            paramLabel = "URL",
            description = "A web app where the employee can sign in, listed as the public client " + TrustLists.APP
                    + "; it is called back at /callback.")
    private @Nullable URI app;

    WorldCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        if (!ORGANIZATION.matcher(organization).matches()) {
            throw CommandFailure.mistake("--organization " + organization
                    + " is not an organization's identifier; write it like VATES-A12345678.");
        }
        var world = new World(out);
        world.populate(organization, kind, audience, app, clock.instant(), random);
        spec.commandLine()
                .getOut()
                .printf(
                        """
                %s is made. Start the verifier with:
                  --verifier.issuer=%s
                  --verifier.trust.anchors=%s
                  --verifier.trust.issuers.list=file:%s
                  --verifier.trust.participants=file:%s
                  --verifier.trust.revoked-credentials=file:%s
                  --verifier.clients.location=file:%s
                and, to believe identity cards and driving licences of whomever this authority certifies:
                  --verifier.trust.domains.identity.types=%s
                  --verifier.trust.domains.identity.anchors=%s
                  --verifier.trust.domains.identity.issuers.anchored=true
                Then:
                  verifier-wallet token --verifier %s \\
                      --key %s --credential %s
                Or, for a person (and tell the verifier --verifier.login.wallet-url=http://localhost:%d/present):
                  verifier-wallet serve --world %s
                """,
                        out,
                        verifier,
                        world.anchors(),
                        world.issuers(),
                        world.participants(),
                        world.revoked(),
                        world.clients(),
                        TrustLists.IDENTITY,
                        world.anchors(),
                        verifier,
                        world.machineKey(),
                        world.machineCredential(),
                        ServeCommand.PORT,
                        out);
    }
}
