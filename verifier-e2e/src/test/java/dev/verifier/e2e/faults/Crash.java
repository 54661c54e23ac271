package dev.verifier.e2e.faults;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A node dies under everybody, or loses its database, again and again: who was told what, and what they are told when they ask again. */
final class Crash {

    private static final long SEED = 20261122;
    private static final int MOMENT_MILLIS = 60;

    /** How many of each are under way when it happens: most where something is good once. */
    private static final Map<Step, Integer> COHORTS = new EnumMap<>(Map.of(
            Step.PUSH, 4,
            Step.ASK, 6,
            Step.LOOK, 4,
            Step.SCAN, 4,
            Step.ANSWER, 8,
            Step.GO_ON, 8,
            Step.ARRIVE, 10,
            Step.REDEEM, 30,
            Step.REFRESH, 30));

    private static final Set<Step> GOOD_ONCE = Set.of(Step.ARRIVE, Step.REDEEM);

    /** As long as a refresh token is good once more (ADR 14). */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** As long as a wallet may send the same once more (RL-51). */
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private static final int MACHINES = 20;
    private static final int SIGNED_IN = 50;

    private final Random dice = new Random(SEED);
    private final Nodes nodes;
    private final Race race;
    private final Map<Step, Figures> steps = new EnumMap<>(Step.class);
    private final Figures machines;
    private final Figures signedIn;
    private final List<Duration> served = new ArrayList<>();
    private final Queue<Duration> turnedAway = new ConcurrentLinkedQueue<>();
    private List<SignIn> people = List.of();
    private CountDownLatch heard = new CountDownLatch(0);
    private volatile long died;

    /**
     * Nothing has happened yet.
     *
     * @param what happens, as the figures say it
     * @param engine what they say of the database
     */
    Crash(Nodes nodes, Race race, String what, String engine) {
        this.nodes = nodes;
        this.race = race;
        COHORTS.keySet().forEach(step -> steps.put(step, new Figures(name(what, step) + ", " + engine)));
        machines = new Figures("RL-01 " + what + " while a machine's assertion is exchanged, " + engine);
        signedIn = new Figures("RL-06 " + what + " under people who are signed in, " + engine);
    }

    private static String name(String what, Step step) {
        return switch (step) {
            case PUSH, ASK -> "RL-01 " + what + " while a login begins, " + step;
            case LOOK, SCAN -> "RL-07 " + what + " while the code is on the screen, " + step;
            case ANSWER, GO_ON, ARRIVE -> "RL-03 " + what + " around the wallet's answer, " + step;
            case REDEEM -> "RL-01 " + what + " while a code is redeemed";
            case REFRESH -> "RL-02 " + what + " while tokens are refreshed";
        };
    }

    /** Some who are signed in and stay so, whatever happens. */
    void signInSome(Door at) throws InterruptedException {
        people = race.all(IntStream.range(0, SIGNED_IN)
                .<Callable<SignIn>>mapToObj(
                        _ -> () -> nodes.signIn(nodes.portal()).upTo(Step.REDEEM, at))
                .toList());
    }

    /** Logins that are at this step; every other one at the client that is told no refresh tokens, where it makes no difference. */
    private List<SignIn> logins(Step next, int count, Door at) throws InterruptedException {
        var everywhere = next != Step.PUSH && next != Step.REFRESH;
        return race.all(IntStream.range(0, count)
                .<Callable<SignIn>>mapToObj(i ->
                        () -> nodes.signIn(everywhere && i % 2 == 0 ? nodes.app() : nodes.portal())
                                .before(next, at))
                .toList());
    }

    /** What somebody does after the crash, with what they heard before it. */
    private interface Sequel {
        void at(Door survivor) throws IOException;
    }

    /** What is done to a node. */
    interface Fault {
        void befall() throws Exception;
    }

    /**
     * Something befalls a node while it is asked everything at once.
     *
     * @param survivor makes that there is somebody to ask
     */
    void happens(Door victim, Fault fault, Callable<Door> survivor) throws Exception {
        var asked = new ArrayList<Callable<Sequel>>();
        for (var cohort : COHORTS.entrySet()) {
            asked.addAll(cohort(cohort.getKey(), cohort.getValue(), victim));
        }
        for (var i = 0; i < MACHINES; i++) {
            asked.add(machine(victim));
        }
        heard = new CountDownLatch(1 + dice.nextInt(asked.size() * 3 / 4));
        asked.add(() -> {
            heard.await(); // so many were told something, and the others wait for it
            died = System.nanoTime();
            fault.befall();
            return _ -> {};
        });
        var sequels = race.all(asked);
        var door = survivor.call();
        door.ask(Call.get("/oidc/jwks", "application/json", ""));
        served.add(since());
        race.all(sequels.stream()
                .<Callable<Void>>map(sequel -> () -> {
                    sequel.at(door);
                    return null;
                })
                .toList());
        for (var person : people) {
            var told = person.hears(Step.REFRESH, door.ask(Step.REFRESH.call(person)));
            signedIn.count(told ? Outcome.SUCCEEDED : Outcome.LOST);
        }
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - died);
    }

    private List<Callable<Sequel>> cohort(Step step, int count, Door victim) throws InterruptedException {
        return logins(step, count, victim).stream()
                .map(login -> asked(
                        step.call(login),
                        victim,
                        (heard, at) -> Objects.requireNonNull(steps.get(step)).count(outcome(login, step, heard, at))))
                .toList();
    }

    private Callable<Sequel> machine(Door victim) {
        var login = Call.post("/oidc/token", nodes.people().machineLogin());
        return asked(login, victim, (heard, at) -> machines.count(outcome(login, heard, at)));
    }

    private interface Afterwards {
        void goOn(Optional<Answer> heard, Door at) throws IOException;
    }

    /** Asks at a moment that is drawn. */
    private Callable<Sequel> asked(Call call, Door victim, Afterwards afterwards) {
        var moment = dice.nextInt(MOMENT_MILLIS);
        return () -> {
            Thread.sleep(moment);
            var before = System.nanoTime();
            var answer = victim.attempt(call);
            heard.countDown();
            if (answer.isPresent() && answer.get().isComeBack()) {
                turnedAway.add(Duration.ofNanos(System.nanoTime() - before));
                return at -> afterwards.goOn(Optional.empty(), at);
            }
            return at -> afterwards.goOn(answer, at);
        };
    }

    /** How long those waited who were told to come back. */
    List<Duration> turnedAway() {
        return List.copyOf(turnedAway);
    }

    private Outcome outcome(Call login, Optional<Answer> heard, Door at) {
        var again = at.ask(login);
        if (again.status() != 200 && again.status() != 401) {
            return Outcome.LOST;
        }
        if (heard.isPresent()) {
            return again.status() == 200 ? Outcome.DOUBLED : Outcome.SUCCEEDED;
        }
        if (at.ask(login).status() == 200) {
            return Outcome.DOUBLED;
        }
        if (again.status() == 200) {
            return Outcome.CAME_AGAIN;
        }
        var anew = Call.post("/oidc/token", nodes.people().machineLogin());
        return at.ask(anew).status() == 200 ? Outcome.BEGUN_ANEW : Outcome.LOST;
    }

    private Outcome outcome(SignIn login, Step step, Optional<Answer> heard, Door at) throws IOException {
        var answered = heard.isPresent() && login.hears(step, heard.get());
        if (!answered) {
            var again = at.ask(step.call(login));
            var heardNow = login.hears(step, again);
            if (!heardNow && (step.isSpent(again) || isLate(step))) {
                nodes.signIn(nodes.portal()).upTo(Step.REDEEM, at);
                return Outcome.BEGUN_ANEW;
            }
            if (!heardNow) {
                return Outcome.LOST;
            }
        }
        if (GOOD_ONCE.contains(step) && login.hears(step, at.ask(step.call(login)))) {
            return Outcome.DOUBLED;
        }
        if (step == Step.ANSWER) {
            try (var browser = new Waiting(at, login)) {
                if (!browser.hears("redirect")) {
                    return Outcome.LOST;
                }
            }
        }
        if (step == Step.REFRESH) {
            login.take(step, at);
        }
        login.after(step, at);
        return answered ? Outcome.SUCCEEDED : Outcome.CAME_AGAIN;
    }

    /** Whether asking again came too late: a restart may take longer than that. */
    private boolean isLate(Step step) {
        return switch (step) {
            case REFRESH -> since().compareTo(GRACE) > 0;
            case ANSWER -> since().compareTo(REPEAT) > 0;
            case PUSH, ASK, LOOK, SCAN, GO_ON, ARRIVE, REDEEM -> false;
        };
    }

    /** Prints what happened. @throws AssertionError where something was lost or done twice */
    void end() {
        var longest = served.stream().max(Duration::compareTo).orElseThrow();
        signedIn.add("faults " + served.size());
        signedIn.add("everybody could ask elsewhere after at most", longest);
        var all = new ArrayList<>(steps.values());
        all.addAll(List.of(machines, signedIn));
        all.forEach(Figures::print);
        all.forEach(Figures::allRight);
    }
}
