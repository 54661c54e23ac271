package dev.verifier.e2e.faults;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Machines that ask for tokens, people who sign in with a browser that waits, and clients that refresh, at one door, each again and again
 * until it is over. Whoever hears no answer, or another one than they should, asks again as clients do, and it is counted.
 */
final class Load {

    private static final int MACHINES = 4;
    private static final int PEOPLE = 4;
    private static final int SIGNED_IN = 10;

    /** From one beginning to the next of the same one. */
    private static final Duration MACHINE_PACE = Duration.ofMillis(100);

    private static final Duration PERSON_PACE = Duration.ofSeconds(1);
    private static final Duration REFRESH_PACE = Duration.ofSeconds(2);

    private static final Duration COMES_BACK_AFTER = Duration.ofSeconds(1);
    private static final int MOST_SIGN_INS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Nodes nodes;
    private final Door door;
    private final Figures machines;
    private final Figures people;
    private final Figures refreshes;
    private final CountDownLatch signedIn = new CountDownLatch(SIGNED_IN);
    private volatile boolean over;
    private boolean patient;

    /** @param during what happens meanwhile, as the figures say it */
    Load(Nodes nodes, Door door, String during) {
        this.nodes = nodes;
        this.door = door;
        machines = new Figures(during + ", machines");
        people = new Figures(during + ", people who sign in");
        refreshes = new Figures(during + ", clients that refresh");
    }

    /** Whoever is told to come back later comes back, for a minute. */
    Load patiently() {
        patient = true;
        return this;
    }

    /** All of them; each runs until it is over. */
    List<Callable<Void>> callers() {
        var all = new ArrayList<Callable<Void>>();
        IntStream.range(0, MACHINES).forEach(_ -> all.add(() -> again(MACHINE_PACE, this::machine)));
        IntStream.range(0, PEOPLE).forEach(i -> all.add(() -> again(PERSON_PACE, () -> person(i % 2 == 0))));
        IntStream.range(0, SIGNED_IN)
                .forEach(_ -> all.add(() -> {
                    var family = new AtomicReference<>(signedIn());
                    signedIn.countDown();
                    return again(REFRESH_PACE, () -> family.set(refresh(family.get())));
                }));
        return all;
    }

    /** Somebody who was told to come back begins anew. */
    private SignIn signedIn() throws IOException {
        for (var tries = 1; ; tries++) {
            try {
                return nodes.signIn(nodes.portal()).upTo(Step.REDEEM, door);
            } catch (AssertionError e) {
                if (!patient || tries == MOST_SIGN_INS) {
                    throw e;
                }
                LockSupport.parkNanos(COMES_BACK_AFTER.toNanos());
            }
        }
    }

    /** Waits until all who are to refresh have something to refresh. */
    void begun() throws InterruptedException {
        if (!signedIn.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("they did not sign in");
        }
    }

    private interface Turn {
        void take() throws Exception;
    }

    private Void again(Duration pace, Turn turn) throws Exception {
        while (!over) {
            var next = System.nanoTime() + pace.toNanos();
            turn.take();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return null;
    }

    /** Nobody begins anything any more. */
    void over() {
        over = true;
    }

    /** What came back, if anything did. */
    private Answer ask(Call call, Figures figures) {
        var before = System.nanoTime();
        var answer = door.attempt(call).orElse(Answer.NONE);
        while (patient && answer.status() == 503 && System.nanoTime() - before < PATIENCE.toNanos()) {
            LockSupport.parkNanos(COMES_BACK_AFTER.toNanos());
            answer = door.attempt(call).orElse(Answer.NONE);
        }
        figures.took(Duration.ofNanos(System.nanoTime() - before));
        return answer;
    }

    /** An assertion is good once: shown again, it is refused. */
    private void machine() {
        var login = Call.post("/oidc/token", nodes.people().machineLogin());
        var first = ask(login, machines);
        var second = ask(login, machines);
        if (first.status() == 200) {
            machines.count(second.status() == 200 ? Outcome.DOUBLED : Outcome.SUCCEEDED);
        } else {
            machines.add("heard " + first);
            var anew = Call.post("/oidc/token", nodes.people().machineLogin());
            machines.count(
                    second.status() == 200
                            ? Outcome.CAME_AGAIN
                            : begun(ask(anew, machines).status() == 200));
        }
    }

    private static Outcome begun(boolean anew) {
        return anew ? Outcome.BEGUN_ANEW : Outcome.LOST;
    }

    /** A client that shows its token twice is told the same successor. Whose token was lost signs in again. */
    private SignIn refresh(SignIn family) throws IOException {
        var first = ask(Step.REFRESH.call(family), refreshes);
        var second = ask(Step.REFRESH.call(family), refreshes);
        var heard = family.hears(Step.REFRESH, first);
        if (heard && second.status() == 200) {
            var same = first.text("refresh_token").equals(second.text("refresh_token"));
            refreshes.count(same ? Outcome.SUCCEEDED : Outcome.DOUBLED);
        } else {
            refreshes.add("heard " + first.status() + " and " + second.status());
            if (!heard && !family.hears(Step.REFRESH, second)) {
                var isSpent = Step.REFRESH.isSpent(second);
                refreshes.count(isSpent ? Outcome.BEGUN_ANEW : Outcome.LOST);
                return isSpent ? signedIn() : family;
            }
            refreshes.count(Outcome.CAME_AGAIN);
        }
        return family;
    }

    /** @param pushes whether the client says at the back door what it wants */
    private void person(boolean pushes) throws Exception {
        var login = nodes.signIn(pushes ? nodes.portal() : nodes.app());
        var worst = Outcome.SUCCEEDED;
        for (var step : Step.values()) {
            if (step == Step.REFRESH || (step == Step.PUSH && !pushes)) {
                continue;
            }
            var outcome = take(login, step);
            if (step == Step.ANSWER && !Waiting.until("redirect", login, () -> door)) {
                outcome = Outcome.LOST;
            }
            worst = worst.compareTo(outcome) < 0 ? outcome : worst;
            if (outcome == Outcome.BEGUN_ANEW || outcome == Outcome.LOST) {
                people.count(outcome);
                return;
            }
        }
        var again = login.hears(Step.REDEEM, ask(Step.REDEEM.call(login), people));
        people.count(again ? Outcome.DOUBLED : worst);
    }

    private Outcome take(SignIn login, Step step) throws IOException {
        var first = ask(step.call(login), people);
        if (login.hears(step, first)) {
            return Outcome.SUCCEEDED;
        }
        var second = ask(step.call(login), people);
        people.add(step + " heard " + first + " and " + second);
        if (login.hears(step, second)) {
            return Outcome.CAME_AGAIN;
        }
        return step.isSpent(second) ? Outcome.BEGUN_ANEW : Outcome.LOST;
    }

    /** How many were asked for what so far. */
    long tries() {
        return machines.tries() + people.tries() + refreshes.tries();
    }

    /** What happened to each kind. */
    List<Figures> figures() {
        return List.of(machines, people, refreshes);
    }

    /**
     * Prints what happened, and a fact more.
     *
     * @throws AssertionError as {@link #end()}
     */
    void end(String fact) {
        machines.add(fact);
        end();
    }

    /** Prints what happened. @throws AssertionError where something was lost or done twice, or anybody had to ask again */
    void end() {
        figures().forEach(Figures::print);
        figures().forEach(Figures::unnoticed);
    }
}
