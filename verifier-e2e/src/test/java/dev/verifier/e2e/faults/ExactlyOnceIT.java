package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RL-29, RL-51: what is good once is shown to two nodes in the same instant, a thousand times. */
@FaultTest
class ExactlyOnceIT {

    private static final int ROUNDS = 1000;
    private static final int AT_A_TIME = 8;

    private static Nodes nodes;
    private static Door one;
    private static Door other;

    @BeforeAll
    static void start() throws Exception {
        nodes = new Nodes(Store.POSTGRESQL);
        var first = nodes.add("one");
        first.start();
        var second = nodes.add("other");
        second.start();
        one = first.door();
        other = second.door();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** A login is one chain of things that are good once; each link of it is pulled at both nodes. */
    @Test
    void a_login_that_two_nodes_are_asked_for_in_the_same_instant_happens_once() throws Exception {
        var pushed = new Figures("RL-29 a pushed request is brought by two browsers");
        var answered = new Figures("RL-51 a wallet posts the same answer to two nodes");
        var completed = new Figures("RL-29 a login is completed at two nodes");
        var redeemed = new Figures("RL-29 a code is redeemed at two nodes");
        eachTime(race -> {
            var rivals = List.of(nodes.signIn(nodes.portal()), nodes.signIn(nodes.portal()));
            var browsers = browsers(race, rivals, pushed);
            answered(race, browsers, answered);
            completed(race, browsers, completed);
            redeemed(race, browsers, redeemed);
        });
        for (var figures : List.of(pushed, answered, completed, redeemed)) {
            figures.print();
            figures.allRight();
            assertThat(figures.tries()).isEqualTo(ROUNDS);
        }
    }

    /** Both are led to the same request; one of them begins a login. */
    private static SignIn browsers(Race race, List<SignIn> rivals, Figures figures) throws InterruptedException {
        var first = rivals.getFirst().take(Step.PUSH, one);
        var second = rivals.getLast();
        second.follow(first);
        var told = both(race, Step.ASK.call(first), Step.ASK.call(second));
        var begun = new ArrayList<SignIn>();
        for (var i = 0; i < 2; i++) {
            if (rivals.get(i).hears(Step.ASK, told.get(i))) {
                begun.add(rivals.get(i));
            } else {
                assertThat(told.get(i).status()).as(told.get(i).toString()).isEqualTo(400);
            }
        }
        count(figures, begun.size());
        return begun.getFirst();
    }

    /** Both are told the same, and the login goes on once. */
    private static void answered(Race race, SignIn login, Figures figures) throws InterruptedException {
        login.take(Step.LOOK, one).take(Step.SCAN, other);
        var told = both(race, Step.ANSWER.call(login), Step.ANSWER.call(login));
        assertThat(told).allMatch(answer -> answer.status() == 200, told.toString());
        var ways = told.stream().map(answer -> answer.text("redirect_uri")).distinct();
        count(figures, (int) ways.count());
    }

    /** Both may lead the browser on; one of them to a code. */
    private static void completed(Race race, SignIn login, Figures figures) throws InterruptedException {
        for (var told : both(race, Step.GO_ON.call(login), Step.GO_ON.call(login))) {
            assertThat(login.hears(Step.GO_ON, told)).as(told.toString()).isTrue();
        }
        var codes = 0;
        for (var told : both(race, Step.ARRIVE.call(login), Step.ARRIVE.call(login))) {
            codes += login.hears(Step.ARRIVE, told) ? 1 : 0;
        }
        count(figures, codes);
    }

    private static void redeemed(Race race, SignIn login, Figures figures) throws InterruptedException {
        var successes = 0;
        for (var told : both(race, Step.REDEEM.call(login), Step.REDEEM.call(login))) {
            assertThat(told.status()).as(told.toString()).isIn(200, 400);
            successes += told.status() == 200 ? 1 : 0;
        }
        count(figures, successes);
    }

    /** A client that asks twice is told the same; so its next refresh is no replay. */
    @Test
    void a_refresh_token_that_two_nodes_are_shown_in_the_same_instant_has_one_successor() throws Exception {
        var figures = new Figures("RL-29 a refresh token is used at two nodes");
        var families = 50;
        try (var race = new Race()) {
            race.all(IntStream.range(0, families)
                    .<Callable<Void>>mapToObj(_ -> () -> {
                        family(race, ROUNDS / families, figures);
                        return null;
                    })
                    .toList());
        }
        figures.print();
        figures.allRight();
        assertThat(figures.tries()).isEqualTo(ROUNDS);
    }

    private static void family(Race race, int generations, Figures figures) throws InterruptedException {
        var login = nodes.signIn(nodes.portal()).upTo(Step.REDEEM, one);
        for (var generation = 0; generation < generations; generation++) {
            var told = both(race, Step.REFRESH.call(login), Step.REFRESH.call(login));
            assertThat(told).allMatch(answer -> answer.status() == 200, told.toString());
            var successors =
                    told.stream().map(answer -> answer.text("refresh_token")).distinct();
            count(figures, (int) successors.count());
            login.hears(Step.REFRESH, told.getFirst());
        }
    }

    @Test
    void an_assertion_that_two_nodes_are_shown_in_the_same_instant_counts_once() throws Exception {
        var figures = new Figures("RL-29 a machine's assertion is shown to two nodes");
        eachTime(race -> {
            var login = Call.post("/oidc/token", nodes.people().machineLogin());
            var successes = 0;
            for (var told : both(race, login, login)) {
                assertThat(told.status()).as(told.toString()).isIn(200, 401);
                successes += told.status() == 200 ? 1 : 0;
            }
            count(figures, successes);
        });
        figures.print();
        figures.allRight();
        assertThat(figures.tries()).isEqualTo(ROUNDS);
    }

    private static void count(Figures figures, int successes) {
        figures.count(
                switch (successes) {
                    case 0 -> Outcome.LOST;
                    case 1 -> Outcome.SUCCEEDED;
                    default -> Outcome.DOUBLED;
                });
    }

    private static List<Answer> both(Race race, Call here, Call there) throws InterruptedException {
        return race.run(List.of(() -> one.ask(here), () -> other.ask(there)));
    }

    private interface Round {
        void run(Race race) throws InterruptedException;
    }

    /** A few at a time, so that the nodes have more to do than this one thing. */
    private static void eachTime(Round round) throws InterruptedException {
        try (var race = new Race()) {
            race.all(IntStream.range(0, AT_A_TIME)
                    .<Callable<Void>>mapToObj(_ -> () -> {
                        for (var i = 0; i < ROUNDS / AT_A_TIME; i++) {
                            round.run(race);
                        }
                        return null;
                    })
                    .toList());
        }
    }
}
