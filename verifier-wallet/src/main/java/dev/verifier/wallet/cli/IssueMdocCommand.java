package dev.verifier.wallet.cli;

import dev.verifier.wallet.DocumentSigner;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.mdoc.MdocIssuer;
import dev.verifier.wallet.mdoc.MdocType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Issues an mdoc in a world, whose authority for mdocs is made with the first one. */
@Command(
        name = "issue-mdoc",
        description = {
            "Issues a driving licence or personal identification data as an mdoc, valid for 90 days from now, and puts it in a file.",
            "The verifier is to trust mdoc/anchors.pem of the world for documents of this type."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet issue-mdoc --world demo --type PID --holder demo/employee/key.pem --out demo/employee/pid.mdoc"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class IssueMdocCommand implements Runnable {
    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(names = "--world", paramLabel = "DIR", required = true, description = "The world whose issuer issues it.")
    private Path world;

    @Option(
            names = "--type",
            paramLabel = "MDL|PID",
            defaultValue = "PID",
            description = "Which document; ${DEFAULT-VALUE} if not told.")
    private MdocType type;

    @Option(names = "--holder", paramLabel = "FILE", required = true, description = "The holder's private key.")
    private Path holder;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the document goes.")
    private Path out;

    @Option(
            names = "--first-name",
            paramLabel = "NAME",
            defaultValue = "Ann",
            description = "${DEFAULT-VALUE} if not told.")
    private String firstName;

    @Option(
            names = "--last-name",
            paramLabel = "NAME",
            defaultValue = "Lee",
            description = "${DEFAULT-VALUE} if not told.")
    private String lastName;

    IssueMdocCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var at = clock.instant();
        var key = KeyFile.read(holder).publicKey();
        new TextFile(out).vacant();
        var issuer = new MdocIssuer(signer(at), random);
        new TextFile(out).writeSecret(issuer.sign(issuer.draft(type, firstName, lastName, key, at)) + "\n");
        spec.commandLine().getOut().println("anchors: " + anchors());
    }

    private DocumentSigner signer(Instant at) {
        if (!Files.exists(new World(world).anchors())) {
            throw CommandFailure.mistake(
                    world + " holds no world; make one with: verifier-wallet world --out " + world);
        }
        var file = new TextFile(world.resolve("mdoc/signer.pem"));
        if (!Files.exists(file.path())) {
            var authority = IssuingAuthority.create(at, random);
            new TextFile(anchors()).write(authority.anchorPem());
            file.writeSecret(authority.signer().toPem());
        }
        try {
            return DocumentSigner.read(file.read());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake(file.path() + " is no signer of mdocs: " + e.getMessage() + ".");
        }
    }

    private Path anchors() {
        return world.resolve("mdoc/anchors.pem");
    }
}
