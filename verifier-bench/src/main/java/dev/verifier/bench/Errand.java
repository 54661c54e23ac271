package dev.verifier.bench;

import dev.verifier.wallet.MachineLogin;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Work that is one request each.
 *
 * @param name what to call it
 * @param unit what is counted
 * @param request a new request as bytes, signed at this moment
 * @param expected what the body of every answer must have
 */
record Errand(String name, String unit, Function<Instant, byte[]> request, Pattern expected) implements Work {

    static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([\\w-]+\\.[\\w-]+\\.[\\w-]+)\"");
    private static final Pattern KEY = Pattern.compile("\"kty\"\\s*:");

    private static final Pattern SUBJECT = Pattern.compile("\"sub\"\\s*:");
    private static final Pattern ISSUER = Pattern.compile("\"issuer\"\\s*:");

    /** A round's requests are signed before it begins; the server takes assertions that live up to ten minutes. */
    static final Duration LIFE = Duration.ofMinutes(5);

    /** A machine asks for its token. */
    static Errand token(MachineLogin login) {
        var lasting = login.lifetime(LIFE);
        var runbook = login.assertion().equals(login.presentation());
        var name = runbook ? "the presentation is the assertion" : "the presentation is in the assertion";
        return new Errand(name, "tokens", at -> post(lasting.anew(at)), TOKEN);
    }

    /** Anybody asks for the server's keys: the way through the server without a signature. */
    static Errand keys(URI server) {
        var request = new Requests(server).get("/oidc/jwks", "application/json", "");
        return new Errand("GET /oidc/jwks: no signature", "answers", _ -> request, KEY);
    }

    /** Anybody asks what the server can do. */
    static Errand metadata(URI server) {
        var request = new Requests(server).get("/.well-known/openid-configuration", "application/json", "");
        return new Errand("GET /.well-known/openid-configuration: no signature", "answers", _ -> request, ISSUER);
    }

    /** A client asks who signed in. */
    static Errand userinfo(URI server, String accessToken) {
        var request = new Requests(server).authorized("/oidc/userinfo", accessToken);
        return new Errand("GET /oidc/userinfo with an access token", "answers", _ -> request, SUBJECT);
    }

    @Override
    public List<Conversation> prepare(int count, Instant at) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> asking(request.apply(at)))
                .toList();
    }

    private Conversation asking(byte[] prepared) {
        return connection -> done(connection.ask(prepared));
    }

    /** The answer to one request of this kind. */
    Answer done(Answer answer) throws UnexpectedAnswerException {
        if (!expected.matcher(answer.expect(200).body()).find()) {
            throw new UnexpectedAnswerException(answer);
        }
        return answer;
    }

    /** The token in an answer. */
    static String tokenIn(Answer answer) throws IOException {
        var token = TOKEN.matcher(answer.body());
        if (answer.status() != 200 || !token.find()) {
            throw new IOException("no token: " + answer);
        }
        return token.group(1);
    }

    private static byte[] post(MachineLogin login) {
        var endpoint = login.tokenEndpoint();
        var server = URI.create(endpoint.getScheme() + "://" + endpoint.getAuthority());
        return new Requests(server).post(endpoint.getPath(), login.formBody());
    }
}
