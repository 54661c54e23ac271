package dev.verifier.bench;

import java.util.List;

/** What several rounds say of one figure. */
record Spread(double median, double min, double max) {

    static Spread of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var half = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }
}
