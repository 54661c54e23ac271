package dev.verifier.bench;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A confidential client redeems codes; the people signed in before.
 *
 * @param signIn how they did
 * @param load by which
 * @param most codes in a round, for each is a login
 */
record Exchange(SignIn signIn, Load load, int most) implements Work {

    @Override
    public String name() {
        return "a code is redeemed with an assertion";
    }

    @Override
    public String unit() {
        return "exchanges";
    }

    @Override
    public List<Conversation> prepare(int count, Instant at) throws RefusedException, InterruptedException {
        var codes = new ConcurrentLinkedQueue<String>();
        Conversation arrival = connection -> codes.add(signIn.arrive(connection).code());
        load.send("people sign in", Collections.nCopies(Math.min(count, most), arrival), () -> Usage.NOTHING);
        return codes.parallelStream().map(code -> redeeming(code, at)).toList();
    }

    private Conversation redeeming(String code, Instant at) {
        var request = signIn.requests().post("/oidc/token", signIn.client().redemption(code, at));
        return connection -> Tokens.in(connection.ask(request)).token("id_token");
    }
}
