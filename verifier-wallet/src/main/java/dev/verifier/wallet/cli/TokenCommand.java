package dev.verifier.wallet.cli;

import dev.verifier.wallet.CompactJws;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
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
        var api = use == null || use.call == null ? null : RemoteVerifier.url("--call", use.call);
        try (var verifier = new RemoteVerifier()) {
            var endpoint = verifier.tokenEndpoint(options.verifier());
            var login = options.login(endpoint, clock.instant(), random);
            var members = granted(verifier.token(login));
            var token = String.valueOf(members.get("access_token"));
            if (use != null && use.raw) {
                console.println(token);
                return;
            }
            show(members, token, console);
            if (api != null) {
                call(verifier, api, token, console);
            }
        }
    }

    /** RFC 6749 §5.1, or §5.2 and the end. */
    private static Map<String, Object> granted(HttpResponse<String> answer) {
        var members = RemoteVerifier.object(answer.body(), answer.uri());
        if (answer.statusCode() == 200 && members.get("access_token") instanceof String) {
            return members;
        }
        var refusal = new StringJoiner("\n");
        refusal.add("Refused with HTTP " + answer.statusCode() + ".");
        for (var name : new String[] {"error", "error_description", "error_id"}) {
            if (members.get(name) instanceof String value) {
                refusal.add(name + ": " + value);
            }
        }
        throw CommandFailure.refused(refusal.toString());
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
        console.println(answer.statusCode() + " " + answer.body().strip().replaceAll("\\s+", " "));
        if (answer.statusCode() >= 400) {
            throw CommandFailure.refused(api + " refused the call.");
        }
    }
}
