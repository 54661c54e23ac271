package dev.verifier.bench;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A confidential client asks whether its person's access token is good.
 *
 * @param requests to the server
 * @param portal the client
 * @param accessToken the token
 */
record Introspection(Requests requests, Portal portal, String accessToken) implements Work {

    private static final Pattern ACTIVE = Pattern.compile("\"active\"\\s*:\\s*true");

    @Override
    public String name() {
        return "an access token is introspected with an assertion";
    }

    @Override
    public String unit() {
        return "introspections";
    }

    @Override
    public List<Conversation> prepare(int count, Instant at) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> asking(
                        requests.post("/oidc/introspect", "token=" + accessToken + "&" + portal.authentication(at))))
                .toList();
    }

    private static Conversation asking(byte[] request) {
        return connection -> {
            var answer = connection.ask(request).expect(200);
            if (!ACTIVE.matcher(answer.body()).find()) {
                throw new UnexpectedAnswerException(answer);
            }
        };
    }
}
