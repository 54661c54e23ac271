package dev.verifier.bench;

import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

/**
 * Browsers that wait for their wallets all at once on one node: what each of them takes of its memory, and how soon each hears of its
 * wallet's answer.
 *
 * @param size how many
 * @param signIn what they do
 * @param load how they come, and how their wallets answer
 * @param server where they wait
 */
record Crowd(int size, SignIn signIn, Load load, Server server) {

    /** What a browser is not told within this time it is never told. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** For all browsers to come, and then for all wallets to answer: less than a login lasts, and what a wallet signs. */
    private static final Duration LONGEST_PART = Duration.ofMinutes(3);

    /** A browser that waits. */
    private record Waiting(SignIn.Begun login, Channel channel) {}

    /** What a wallet is about to send, and the browser that waits for it. */
    private record Signed(WalletLogin answer, Channel channel) {}

    /** A wallet's answer, by {@link System#nanoTime}. */
    private record Sent(long at, long taken, Channel channel) {}

    /** Has all of them wait, then all wallets answer. */
    Report.Result measure() throws IOException, InterruptedException, RefusedException {
        var before = server.memory();
        var waiting = new ConcurrentLinkedQueue<Waiting>();
        try {
            each("browsers begin to wait", Collections.nCopies(size, connection -> waiting.add(begin(connection))));
            var after = server.memory();
            var signed = signed(waiting);
            var sent = sent(signed);
            return result(before, after, sent);
        } finally {
            for (var one : waiting) {
                one.channel().close();
            }
        }
    }

    private Waiting begin(Connection connection) throws IOException {
        var login = signIn.begin(connection);
        return new Waiting(login, Channel.open(load.server(), signIn.events(login)));
    }

    private Queue<Signed> signed(Queue<Waiting> waiting) throws RefusedException, InterruptedException {
        var signed = new ConcurrentLinkedQueue<Signed>();
        each(
                "wallets fetch their requests",
                waiting.stream()
                        .map(one -> (Conversation) connection -> {
                            var answer = signIn.answer(one.login(), signIn.fetch(connection, one.login()));
                            signed.add(new Signed(answer, one.channel()));
                        })
                        .toList());
        return signed;
    }

    private Queue<Sent> sent(Queue<Signed> signed) throws RefusedException, InterruptedException {
        var sent = new ConcurrentLinkedQueue<Sent>();
        each(
                "wallets answer",
                signed.stream()
                        .map(one -> (Conversation) connection -> {
                            var request = signIn.post(one.answer());
                            var at = System.nanoTime();
                            connection.ask(request).expect(200);
                            sent.add(new Sent(at, System.nanoTime() - at, one.channel()));
                        })
                        .toList());
        return sent;
    }

    private void each(String name, List<Conversation> conversations) throws RefusedException, InterruptedException {
        var patient = new Load(load.servers(), load.connections(), LONGEST_PART);
        var held = patient.send(name, conversations, () -> Usage.NOTHING).nanos().length;
        if (held < conversations.size()) {
            throw new RefusedException(
                    name, List.of("only " + held + " of " + conversations.size() + " within " + LONGEST_PART));
        }
    }

    private Report.Result result(Memory before, Memory after, Queue<Sent> answers)
            throws IOException, InterruptedException {
        var heard = new ArrayList<Double>();
        for (var answer : answers) {
            heard.add((answer.channel().told(LONGEST) - answer.at()) / 1e6);
        }
        Collections.sort(heard);
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("reachable KB for each that waits", each(before, after, memory -> memory.live()));
        figures.put("resident KB for each that waits", each(before, after, memory -> memory.resident()));
        figures.put(
                "wallet is answered, ms",
                Spread.of(answers.stream().map(answer -> answer.taken() / 1e6).toList()));
        figures.put("browser is told after its wallet's answer, ms", Spread.of(heard));
        figures.put("… 99 % within ms", Spread.of(List.of(heard.get((int) Math.ceil(0.99 * heard.size()) - 1))));
        return new Report.Result(size + " browsers wait at once", figures);
    }

    private Spread each(Memory before, Memory after, ToDoubleFunction<Memory> part) {
        return Spread.of(List.of((part.applyAsDouble(after) - part.applyAsDouble(before)) / 1024 / size));
    }
}
