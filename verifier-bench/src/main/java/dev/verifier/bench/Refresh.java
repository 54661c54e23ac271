package dev.verifier.bench;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;

/**
 * A confidential client refreshes, each time with the refresh token that it got the last time.
 *
 * @param signIn how its people signed in
 * @param portal the client
 * @param load how many at once
 * @param refreshTokens those that are good now
 */
record Refresh(SignIn signIn, Portal portal, Load load, BlockingQueue<String> refreshTokens) implements Work {

    @Override
    public String name() {
        return "tokens are refreshed with an assertion";
    }

    @Override
    public String unit() {
        return "refreshes";
    }

    @Override
    public List<Conversation> prepare(int count, Instant at) throws RefusedException, InterruptedException {
        Conversation login = connection -> keep(signIn.redeem(connection, signIn.arrive(connection)));
        var missing = load.connections() - refreshTokens.size();
        if (missing > 0) {
            load.send("people sign in", Collections.nCopies(missing, login), () -> Usage.NOTHING);
        }
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(_ -> refreshing(portal.authentication(at)))
                .toList();
    }

    private Conversation refreshing(String authentication) {
        return connection -> {
            var form = "grant_type=refresh_token&refresh_token=" + refreshTokens.remove() + "&" + authentication;
            keep(Tokens.in(connection.ask(signIn.requests().post("/oidc/token", form))));
        };
    }

    private void keep(Tokens tokens) throws UnexpectedAnswerException {
        refreshTokens.add(tokens.token("refresh_token"));
    }
}
