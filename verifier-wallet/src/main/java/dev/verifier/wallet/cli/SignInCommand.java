package dev.verifier.wallet.cli;

import dev.verifier.wallet.kit.PlainBrowser;
import dev.verifier.wallet.kit.PlainBrowser.Page;
import dev.verifier.wallet.openid4vp.UnacceptableRequest;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.openid4vp.VerifierLink;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A person at an app, from its button to the page that knows them, without a browser that anybody sees. */
@Command(
        name = "sign-in",
        description = {
            "Signs a person in at an app: opens the address behind its button, presents the credential where that leads,"
                    + " and goes back to the app.",
            "The app must do without scripts. It asks nobody for consent: whose key is told has given it."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet sign-in --app http://localhost:9400/oauth2/authorization/verifier \\",
            "      --key demo/employee/key.pem --credential demo/employee/credential.jwt"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class SignInCommand implements Runnable {
    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--app",
            paramLabel = "URL",
            required = true,
            description = "Where the app's button for signing in leads.")
    private URI app;

    @Mixin
    private AttesterOptions known;

    @Mixin
    private PresentOptions options;

    SignInCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        options.readFiles();
        try (var browser = new PlainBrowser();
                var verifier = new VerifierConnection(clock, random, false, known.attesters())) {
            var login = browser.open(app);
            var link = login.walletLink()
                    .orElseThrow(() -> CommandFailure.refused(
                            "No wallet is asked for at " + where(login) + ". It says: " + says(login)));
            var end = browser.open(present(verifier, link, login));
            if (!end.address().getAuthority().equals(app.getAuthority()) || end.status() != 200) {
                throw CommandFailure.refused("Not signed in: it ends at " + where(end) + ". It says: " + says(end));
            }
            spec.commandLine()
                    .getOut()
                    .println("Signed in at " + where(end) + (says(end).isBlank() ? "." : ", which says: " + says(end)));
        } catch (PlainBrowser.Lost e) {
            throw CommandFailure.unanswered(String.valueOf(e.getMessage()));
        }
    }

    /** Where the browser goes on. */
    private URI present(VerifierConnection verifier, String link, Page login) {
        try {
            var asked = verifier.fetch(VerifierLink.parse(link));
            var reply = verifier.send(options.response(asked, clock.instant(), random));
            return switch (reply) {
                case VerifierReply.Accepted accepted when accepted.redirectUri() != null -> accepted.redirectUri();
                case VerifierReply.Accepted _ -> URI.create(login.address() + "/continue");
                case VerifierReply.Refused refused -> throw PresentCommand.failure(refused);
                case VerifierReply.Unanswered unanswered -> throw CommandFailure.unanswered(unanswered.why());
            };
        } catch (UnacceptableRequest e) {
            throw CommandFailure.unanswered(e.flaw().sentence() + " Nothing was sent.");
        }
    }

    private static String says(Page page) {
        return JsonText.plain(page.heading());
    }

    /** Without the query, in which there may be what is nobody's business. */
    private static String where(Page page) {
        var address = page.address();
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }
}
