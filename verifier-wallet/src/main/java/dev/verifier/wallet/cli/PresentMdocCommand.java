package dev.verifier.wallet.cli;

import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.mdoc.DeviceResponse;
import dev.verifier.wallet.mdoc.Mdoc;
import dev.verifier.wallet.mdoc.Transcript;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.MdocChoice;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** A person's whole login with an mdoc: the request, and the answer to it. */
@Command(
        name = "present-mdoc",
        description = {
            "Reads what a sign-in page's code says, and shows what is asked for of a person's mdoc, and nothing else.",
            "It asks nobody for consent: whose key is told has given it."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet present-mdoc --request 'openid4vp://?client_id=...&request_uri=...' \\",
            "      --key demo/employee/key.pem --document demo/employee/pid.mdoc"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class PresentMdocCommand implements Runnable {
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
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "The person's private key, PKCS#8 PEM or JWK.")
    private Path key;

    @Option(names = "--document", paramLabel = "FILE", required = true, description = "The person's mdoc.")
    private Path document;

    @Mixin
    private AttesterOptions known;

    PresentMdocCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var person = KeyFile.read(key);
        var mdoc = mdoc();
        var console = spec.commandLine().getOut();
        try (var verifier = new VerifierConnection(clock, random, false, known.attesters())) {
            var asked = PresentCommand.fetch(verifier, request);
            if (asked.asked().encryption() != null) {
                throw CommandFailure.mistake(
                        "The answer is to be encrypted, which this command cannot do yet; nothing was sent.");
            }
            var choice = MdocChoice.of(asked.query(), mdoc)
                    .orElseThrow(
                            () -> CommandFailure.mistake(document + " is not what is asked for; nothing was sent."));
            console.println(PresentCommand.introduction(asked));
            console.println("Shown: " + String.join(", ", choice.elements()));
            var shown = DeviceResponse.of(mdoc.disclosing(choice.elements()), person, transcript(asked));
            report(verifier.send(response(asked, choice.queryId(), shown.toString())));
            console.println("Accepted.");
        }
    }

    private Mdoc mdoc() {
        try {
            return Mdoc.parse(new TextFile(document).read());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake(document + " is no mdoc.");
        }
    }

    /** OpenID4VP 1.0 Appendix B.2.6.1, for an answer in clear. */
    private static Transcript transcript(AuthorizationRequest asked) {
        return Transcript.redirect(
                asked.clientId(),
                asked.asked().nonce(),
                null,
                asked.responseUri().toString());
    }

    private static WalletResponse response(AuthorizationRequest asked, String queryId, String shown) {
        var question = asked.asked(queryId);
        var form = new LinkedHashMap<String, String>();
        form.put("vp_token", JsonMapper.shared().writeValueAsString(Map.of(queryId, List.of(shown))));
        if (question.state() != null) {
            form.put("state", question.state());
        }
        return new WalletResponse(asked.responseUri(), form);
    }

    private static void report(VerifierReply reply) {
        switch (reply) {
            case VerifierReply.Accepted _ -> {}
            case VerifierReply.Refused refused -> throw PresentCommand.failure(refused);
            case VerifierReply.Unanswered unanswered -> throw CommandFailure.unanswered(unanswered.why());
        }
    }
}
