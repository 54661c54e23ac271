package dev.verifier.wallet.cli;

import dev.verifier.wallet.CompactJws;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says on a world's status list that a credential holds no more. */
@Command(
        name = "revoke",
        description = {
            "Revokes a credential that was issued with --status-list, or suspends it, or takes that back.",
            "Verifiers see it on the list that verifier-wallet serve publishes, once they read it again."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet issue employee --world demo --holder demo/employee/key.pem \\",
            "      --status-list http://localhost:9200/status/1 --out demo/employee/revocable.jwt",
            "  verifier-wallet revoke --world demo demo/employee/revocable.jwt"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class RevokeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--world", paramLabel = "DIR", required = true, description = "The world whose issuer issued it.")
    private Path world;

    @Parameters(paramLabel = "FILE", description = "The credential.")
    private Path credential;

    @ArgGroup
    private Instead instead = new Instead();

    /** What else there is to say. */
    static final class Instead {
        @Option(names = "--suspend", description = "Suspends it.")
        private boolean suspend;

        @Option(names = "--restore", description = "Says that it holds again.")
        private boolean restore;
    }

    @Override
    public void run() {
        var status = instead.restore
                ? StatusFile.Status.VALID
                : instead.suspend ? StatusFile.Status.SUSPENDED : StatusFile.Status.REVOKED;
        int index = index().orElseThrow(() -> CommandFailure.mistake(
                credential + " is on no status list; issue one that is with: verifier-wallet issue --status-list"));
        new World(world).statuses().set(index, status);
        spec.commandLine()
                .getOut()
                .println("%s is %s now; a verifier may go by its copy of the list for %d seconds more."
                        .formatted(credential, status.word(), World.TIME_TO_LIVE.toSeconds()));
    }

    private Optional<Integer> index() {
        // An SD-JWT begins with a JWT, up to the first tilde.
        var jwt = new TextFile(credential).read().strip().split("~", 2)[0];
        try {
            return CompactJws.parse(jwt).claims().get("status") instanceof Map<?, ?> status
                            && status.get("status_list") instanceof Map<?, ?> list
                            && list.get("idx") instanceof Number index
                    ? Optional.of(index.intValue())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake(credential + " is no credential: " + e.getMessage() + ".");
        }
    }
}
