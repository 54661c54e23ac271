package dev.verifier.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A browser brings a client's authorization request, up to where it is sent to the login page.
 *
 * @param requests to the server
 * @param portal the client
 * @param manner how the client asks
 */
record Asking(Requests requests, Portal portal, Manner manner) implements Work {

    /** How a client may ask. */
    enum Manner {
        PLAIN("an authorization request with its parameters in the query"),
        SIGNED("the same as a signed request object (RFC 9101)"),
        PUSHED("the same, pushed with an assertion (RFC 9126)");

        private final String words;

        Manner(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return manner.words;
    }

    @Override
    public String unit() {
        return "requests";
    }

    @Override
    public List<Conversation> prepare(int count, Instant at) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> asking(portal.token(), at))
                .toList();
    }

    private Conversation asking(String state, Instant at) {
        return switch (manner) {
            case PLAIN -> {
                var request = page(portal.request(state));
                yield connection -> arrive(connection, request);
            }
            case SIGNED -> {
                var request = page("/oidc/authorize?client_id=" + portal.key().did() + "&request="
                        + portal.requestObject(state, at));
                yield connection -> arrive(connection, request);
            }
            case PUSHED -> {
                var push = requests.post("/oidc/par", portal.parameters(state) + "&" + portal.authentication(at));
                yield connection -> arrive(connection, page(pushed(connection.ask(push))));
            }
        };
    }

    private String pushed(Answer answer) throws UnexpectedAnswerException {
        var uri = Tokens.member(answer.expect(201), "request_uri");
        return "/oidc/authorize?client_id=" + portal.key().did() + "&request_uri="
                + URLEncoder.encode(uri, StandardCharsets.UTF_8);
    }

    private byte[] page(String target) {
        return requests.get(target, SignIn.PAGE, "");
    }

    private static void arrive(Connection connection, byte[] request) throws IOException {
        var answer = connection.ask(request).expect(302);
        if (!answer.location().contains("/login/")) {
            throw new UnexpectedAnswerException(answer);
        }
    }
}
