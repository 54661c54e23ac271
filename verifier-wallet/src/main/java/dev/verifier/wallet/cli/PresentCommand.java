package dev.verifier.wallet.cli;

import static java.util.Map.entry;

import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestFlaw;
import dev.verifier.wallet.openid4vp.UnacceptableRequest;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.openid4vp.VerifierLink;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A person's whole login: the request, and the answer to it. */
@Command(
        name = "present",
        description = {
            "Reads what a sign-in page's code says, and presents the person's credential to whoever asks.",
            "It asks nobody for consent: whose key is told has given it."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet present --request 'openid4vp://?client_id=...&request_uri=...' \\",
            "      --key demo/employee/key.pem --credential demo/employee/credential.jwt --tamper WRONG_NONCE"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class PresentCommand implements Runnable {
    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--request",
            paramLabel = "LINK",
            required = true,
            description = "What the code says: openid4vp://?client_id=...&request_uri=...")
    private String request;

    @Option(
            names = "--encrypted-request",
            description = "Asks for the request by POST, encrypted to a key of this wallet, and reads no other.")
    private boolean encryptedRequest;

    @Mixin
    private AttesterOptions known;

    @Mixin
    private PresentOptions options;

    PresentCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var console = spec.commandLine().getOut();
        options.readFiles();
        try (var verifier = new VerifierConnection(clock, random, encryptedRequest, known.attesters())) {
            var asked = fetch(verifier, request);
            describe(asked, console);
            var response = options.response(asked, clock.instant(), random);
            report(verifier.send(response), console);
        }
    }

    static AuthorizationRequest fetch(VerifierConnection verifier, String request) {
        try {
            return verifier.fetch(VerifierLink.parse(request));
        } catch (UnacceptableRequest e) {
            var flaw = e.flaw();
            throw flaw == RequestFlaw.UNREADABLE_LINK || flaw == RequestFlaw.UNSAFE_ADDRESS
                    ? CommandFailure.mistake("--request: " + flaw.sentence())
                    : CommandFailure.unanswered(flaw.sentence() + " Nothing was sent.");
        }
    }

    static String introduction(AuthorizationRequest asked) {
        return "Asked by " + asked.clientId()
                + (asked.signed()
                        ? ", whose key signed the request."
                        : ", which nobody vouches for: nothing is signed.");
    }

    private static void describe(AuthorizationRequest asked, PrintWriter console) {
        console.println(introduction(asked));
        asked.clientName().ifPresent(name -> console.println("It calls itself " + JsonText.plain(name) + "."));
        for (var query : asked.query().credentials()) {
            var types =
                    query.types().stream().map(all -> String.join(" and ", all)).collect(Collectors.joining(" or "));
            console.println("It wants, as " + query.id() + " in " + JsonText.plain(query.format()) + ": "
                    + JsonText.plain(types.isEmpty() ? "any credential" : types));
        }
        for (var payment : asked.payments()) {
            console.println("The answer authorizes a payment of " + JsonText.plain(payment.amount()) + " to "
                    + JsonText.plain(payment.payee()) + ".");
        }
        console.println("The answer goes to " + asked.responseUri());
    }

    /** OpenID4VP 1.0 §8.2. */
    private static void report(VerifierReply reply, PrintWriter console) {
        switch (reply) {
            case VerifierReply.Accepted accepted
            when accepted.redirectUri() != null ->
                console.println("Accepted. The browser that began goes on at " + accepted.redirectUri());
            case VerifierReply.Accepted _ -> console.println("Accepted. It goes on where it began.");
            case VerifierReply.Refused refused -> throw failure(refused);
            case VerifierReply.Unanswered unanswered -> throw CommandFailure.unanswered(unanswered.why());
        }
    }

    static CommandFailure failure(VerifierReply.Refused refused) {
        return CommandFailure.refused("Refused with HTTP " + refused.status() + ".\n" + reason(refused));
    }

    private static String reason(VerifierReply.Refused refused) {
        var reason = new StringJoiner("\n").setEmptyValue("It does not say why.");
        var members = List.of(
                entry("error", refused.error()),
                entry("error_description", refused.description()),
                entry("error_id", refused.errorId()));
        for (var member : members) {
            if (!member.getValue().isEmpty()) {
                reason.add(member.getKey() + ": " + JsonText.plain(member.getValue()));
            }
        }
        return reason.toString();
    }
}
