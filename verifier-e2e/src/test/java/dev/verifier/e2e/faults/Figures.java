package dev.verifier.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What happened how often, for docs/reliability.md: printed, and collected in {@code target/faults.txt}. Thread-safe. */
final class Figures {

    private static final Path FILE = Path.of("target", "faults.txt");

    private final String name;
    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final List<String> more = new ArrayList<>();
    private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

    /** @param name of the fault, as docs/reliability.md has it */
    Figures(String name) {
        this.name = name;
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    /** What became of one try. */
    enum Outcome {
        /** What was asked for came, and once. */
        SUCCEEDED,
        /** The answer was lost, and came when it was asked for again. */
        CAME_AGAIN,
        /** It was lost with something that is good once: whoever asked was told to begin anew, and could. */
        BEGUN_ANEW,
        /** Neither. */
        LOST,
        DOUBLED
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(outcomes.get(outcome)).increment();
    }

    private long counted(Outcome outcome) {
        return Objects.requireNonNull(outcomes.get(outcome)).sum();
    }

    synchronized void add(String fact) {
        more.add(fact);
    }

    void add(String what, Duration time) {
        add(what + " " + time.toMillis() + " ms");
    }

    long succeeded() {
        return counted(Outcome.SUCCEEDED);
    }

    long tries() {
        return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** An answer came, or none, after so long: the slowest is told. */
    void took(Duration time) {
        slowest.accumulate(time.toMillis());
    }

    /** Everything came when it was asked for the first time, and once. */
    void unnoticed() {
        if (tries() == 0 || counted(Outcome.SUCCEEDED) != tries()) {
            throw new AssertionError(this);
        }
    }

    /** Nothing was lost and nothing done twice. */
    void allRight() {
        if (counted(Outcome.LOST) + counted(Outcome.DOUBLED) != 0) {
            throw new AssertionError(this);
        }
    }

    synchronized void print() {
        System.out.println(this);
        try {
            Files.writeString(FILE, this + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is greatest in 95 of 100. */
    static Duration p95(List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    @Override
    public synchronized String toString() {
        var text = new StringBuilder(name).append(": tried ").append(tries());
        outcomes.forEach((outcome, count) -> text.append(", ")
                .append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(' ')
                .append(count.sum()));
        if (slowest.get() > 0) {
            text.append(", slowest answer ").append(slowest.get()).append(" ms");
        }
        more.forEach(fact -> text.append(", ").append(fact));
        return text.toString();
    }
}
