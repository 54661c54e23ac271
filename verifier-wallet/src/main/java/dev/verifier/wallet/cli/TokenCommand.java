package dev.verifier.wallet.cli;

import dev.verifier.wallet.CompactJws;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole login: discovery, token request, and what came of it. */
@Command(
        name = "token",
        description = {
            "Logs the machine in and shows the answer, with the token taken apart rather than printed.",
            "With --call, uses the token at once; with --raw, prints it and nothing else."
        },
        footer = {
            "",
            "Examples:",
            "  verifier-wallet token --verifier https://verifier.example --key demo/machine/key.pem \\",
            "      --credential demo/machine/credential.jwt --call https://api.acme.example/orders",
            "  verifier-wallet token --verifier https://verifier.example --key demo/machine/key.pem \\",
            "      --credential demo/machine/credential.jwt --tamper chain.SELF_SIGNED"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class TokenCommand implements Runnable {
    /** A machine should get the first only; whatever else it gets is no less secret. */
    private static final Set<String> TOKENS = Set.of("access_token", "refresh_token", "id_token");

    /** RFC 6749 §A.12: what an access token may be written in. */
    private static final String VISIBLE = "[ -~]+";

    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LoginOptions options;

    @ArgGroup
    private @Nullable Use use;

    /** What becomes of the token: at most one of these. */
    static final class Use {
        @Option(
                names = "--call",
                paramLabel = "URL",
                description = "Calls this API with the token and prints status and body in one line.")
        private @Nullable URI call;

        @Option(names = "--raw", description = "Prints the token and nothing else.")
        private boolean raw;
    }

    TokenCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var console = spec.commandLine().getOut();
        var login = options.login(clock.instant(), random);
        try (var verifier = new RemoteVerifier()) {
            var endpoint = verifier.tokenEndpoint(options.verifier());
            var members = granted(verifier.token(endpoint, login));
            var token = String.valueOf(members.get("access_token"));
            if (use != null && use.raw) {
                console.println(token);
                return;
            }
            show(members, token, console);
            if (use != null && use.call != null) {
                call(verifier, use.call, token, console);
            }
        }
    }

    /** RFC 6749 §5.1, or §5.2 and the end. */
    private static Map<String, Object> granted(HttpResponse<String> answer) {
        int status = answer.statusCode();
        var members = JsonText.object(answer.body()).orElse(Map.of());
        if (status == 200 && members.get("access_token") instanceof String token && token.matches(VISIBLE)) {
            return members;
        }
        if (status / 100 == 4) {
            throw CommandFailure.refused("Refused with HTTP " + status + ".\n" + reason(members));
        }
        throw CommandFailure.unanswered(
                answer.uri() + " answers " + status + ", neither a token nor a refusal.\n" + reason(members));
    }

    /** The older verifiers of the ecosystem refuse without a word. */
    private static String reason(Map<String, Object> members) {
        var reason = new StringJoiner("\n").setEmptyValue("It does not say why.");
        for (var name : List.of("error", "error_description", "error_id")) {
            if (members.get(name) instanceof String value) {
                reason.add(name + ": " + JsonText.plain(value));
            }
        }
        return reason.toString();
    }

    private static void show(Map<String, Object> members, String token, PrintWriter console) {
        var shown = new LinkedHashMap<>(members);
        shown.replaceAll((name, value) -> TOKENS.contains(name) ? "(not shown)" : value);
        shown.put("access_token", "(" + token.length() + " characters; --raw prints them)");
        console.println(JsonText.pretty(shown));
        try {
            var jws = CompactJws.parse(token);
            console.println("header " + JsonText.pretty(jws.header()));
            console.println("claims " + JsonText.pretty(jws.claims()));
        } catch (IllegalArgumentException e) {
            console.println("The token is opaque; there is nothing in it to show.");
        }
    }

    private static void call(RemoteVerifier http, URI api, String token, PrintWriter console) {
        var answer = http.call(api, token);
        int status = answer.statusCode();
        console.println(status + " " + JsonText.plain(answer.body().strip()));
        if (status / 100 == 4) {
            throw CommandFailure.refused(api + " refuses the call.");
        }
        if (status / 100 != 2) {
            throw CommandFailure.unanswered(api + " does not serve the call.");
        }
    }
}
