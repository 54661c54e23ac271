package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.verifier.wallet.MachineLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A kind of request to the server.
 *
 * @param name what to call it
 * @param request a new request as bytes, signed at this moment
 * @param expected what the body of every answer must have
 */
record Errand(String name, Function<Instant, byte[]> request, Pattern expected) {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([\\w-]+\\.[\\w-]+\\.[\\w-]+)\"");
    private static final Pattern KEY = Pattern.compile("\"kty\"\\s*:");

    /** A round's requests are signed before it begins; the server takes assertions that live up to ten minutes. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** A machine asks for its token. */
    static Errand token(MachineLogin login) {
        var lasting = login.lifetime(LIFE);
        var runbook = login.assertion().equals(login.presentation());
        var name = runbook ? "the presentation is the assertion" : "the presentation is in the assertion";
        return new Errand(name, at -> post(lasting.anew(at)), TOKEN);
    }

    /** Anybody asks for the server's keys: the way through the server without a signature. */
    static Errand keys(MachineLogin login) {
        var request = ("GET /oidc/jwks HTTP/1.1\r\nHost: " + host(login) + "\r\n\r\n").getBytes(US_ASCII);
        return new Errand("GET /oidc/jwks: no signature", _ -> request, KEY);
    }

    /** Makes requests ahead of time, so that signing them is not measured. */
    List<byte[]> prepare(int count, Instant at) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> request.apply(at))
                .toList();
    }

    boolean done(Answer answer) {
        return answer.status() == 200 && expected.matcher(answer.body()).find();
    }

    /** The token in an answer. */
    static String tokenIn(Answer answer) {
        var token = TOKEN.matcher(answer.body());
        if (answer.status() != 200 || !token.find()) {
            throw new IllegalArgumentException("no token: " + answer);
        }
        return token.group(1);
    }

    private static byte[] post(MachineLogin login) {
        var body = login.formBody();
        return """
                POST %s HTTP/1.1\r
                Host: %s\r
                Accept: application/json\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s""".formatted(login.tokenEndpoint().getPath(), host(login), body.length(), body)
                .getBytes(US_ASCII);
    }

    private static String host(MachineLogin login) {
        return login.tokenEndpoint().getAuthority();
    }
}
