package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.SignIn.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Something is done to three nodes while machines, people and clients go on, and browsers wait from before it until after it. */
final class Trial {

    private static final int WAITING = 20;
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private final long began = System.nanoTime();
    private final List<Duration> stops = new ArrayList<>();
    private final List<Duration> starts = new ArrayList<>();
    private final Load load;

    private Trial(Load load) {
        this.load = load;
    }

    /** What is done to the nodes while they are asked. */
    interface Deed {
        void happens(Trial trial) throws Exception;
    }

    /** What became of whoever asked: those who ask, each kind by itself, and those who wait. */
    static List<Figures> of(Trio trio, String name, Deed deed) throws Exception {
        return of(trio, name, new Load(trio.nodes(), trio.front(), name), deed);
    }

    /** The same of those who come back when they are told to. */
    static List<Figures> ofThePatient(Trio trio, String name, Deed deed) throws Exception {
        return of(trio, name, new Load(trio.nodes(), trio.front(), name).patiently(), deed);
    }

    private static List<Figures> of(Trio trio, String name, Load load, Deed deed) throws Exception {
        var nodes = trio.nodes();
        var trial = new Trial(load);
        var waited = new Figures(name + ", browsers that wait all the time");
        try (var race = new Race()) {
            var waiting = race.all(IntStream.range(0, WAITING)
                    .<Callable<SignIn>>mapToObj(
                            _ -> () -> nodes.signIn(nodes.app()).upTo(Step.LOOK, trio.front()))
                    .toList());
            var tasks = new ArrayList<>(load.callers());
            for (var login : waiting) {
                tasks.add(() -> {
                    var heard = Waiting.until("redirect", login, trio::front);
                    waited.count(heard ? Figures.Outcome.SUCCEEDED : Figures.Outcome.LOST);
                    return null;
                });
            }
            tasks.add(() -> {
                try {
                    load.begun();
                    deed.happens(trial);
                } finally {
                    load.over();
                    waiting.forEach(login -> login.take(Step.SCAN, trio.front()).take(Step.ANSWER, trio.front()));
                }
                return null;
            });
            race.all(tasks);
            waiting.forEach(login -> login.after(Step.ANSWER, trio.front()));
        }
        trial.addTo(waited);
        var all = new ArrayList<>(load.figures());
        all.add(waited);
        all.forEach(Figures::print);
        return all;
    }

    /** A node was stopped in order and started again, perhaps as another version, and has served for a while. */
    void replaced(Node node, String... as) throws InterruptedException {
        stops.add(node.stop());
        served(node, as);
    }

    /** A node was killed and started again, and has served for a while. */
    void killed(Node node) throws InterruptedException {
        node.kill();
        served(node);
    }

    private void served(Node node, String... as) throws InterruptedException {
        starts.add(node.start(as));
        // The next one is not stopped before the proxy asks this one again, and everybody was served a while.
        node.isReady();
        goesOn();
    }

    /** Everybody was served for a while. */
    void goesOn() {
        var before = load.tries();
        var until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < until || load.tries() < before + 20) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void addTo(Figures figures) {
        stops.stream().max(Duration::compareTo).ifPresent(longest -> {
            figures.add("nodes replaced " + stops.size());
            figures.add("stopped after at most", longest);
            assertThat(longest).isLessThan(STOPS_WITHIN);
        });
        starts.stream()
                .max(Duration::compareTo)
                .ifPresent(longest -> figures.add("served again after at most", longest));
        figures.add("took", Duration.ofNanos(System.nanoTime() - began));
    }
}
