package dev.verifier.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said in the end.
 *
 * @param conditions under which it was measured, a sentence each
 * @param results what was measured
 * @param residentBytes memory after all of it, of the first node and of what was measured beside it, by name
 */
record Report(List<String> conditions, List<Result> results, Map<String, Long> residentBytes) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What was measured of one variant: figures by name. */
    record Result(String variant, Map<String, Spread> figures) {

        private static final String ALLOCATED = "KB allocated";

        static Result of(Variant variant, List<Variant.Sample> samples) {
            var figures = new LinkedHashMap<String, Spread>();
            figures.put(
                    variant.work().unit() + "/s",
                    spread(samples, sample -> sample.round().perSecond()));
            figures.put("p50 ms", spread(samples, sample -> sample.round().millis(0.50)));
            figures.put("p99 ms", spread(samples, sample -> sample.round().millis(0.99)));
            figures.put("p99.9 ms", spread(samples, sample -> sample.round().millis(0.999)));
            figures.put(
                    "server CPU us", spread(samples, sample -> sample.round().cpuMicros()));
            if (samples.stream().allMatch(sample -> sample.round().spent().allocated() > 0)) {
                figures.put(
                        "KB allocated", spread(samples, sample -> sample.round().allocatedKilobytes()));
            }
            figures.put(
                    "cores busy with asking",
                    spread(samples, sample -> sample.round().askingCores()));
            if (samples.stream().anyMatch(sample -> sample.round().spent().written() > 0)) {
                figures.put(
                        "PostgreSQL CPU us",
                        spread(samples, sample -> sample.round().databaseMicros()));
                figures.put(
                        "PostgreSQL commits",
                        spread(samples, sample -> sample.round().commits()));
                figures.put(
                        "PostgreSQL bytes written",
                        spread(samples, sample -> sample.round().written()));
            }
            for (var i = 0; i < variant.floors().size(); i++) {
                var index = i;
                figures.put(
                        "signatures us, " + variant.floors().get(i).provider().getName(),
                        spread(samples, sample -> sample.floors().get(index)));
            }
            if (!variant.floors().isEmpty()) {
                figures.put("CPU / signatures", spread(samples, Variant.Sample::ratio));
            }
            return new Result(variant.name(), figures);
        }

        /** Of one that is done at a rate, only how long it takes. */
        static Result of(String name, List<Round> rounds) {
            var figures = new LinkedHashMap<String, Spread>();
            figures.put(
                    "a second", Spread.of(rounds.stream().map(Round::perSecond).toList()));
            figures.put(
                    "p50 ms",
                    Spread.of(rounds.stream().map(round -> round.millis(0.50)).toList()));
            figures.put(
                    "p99 ms",
                    Spread.of(rounds.stream().map(round -> round.millis(0.99)).toList()));
            figures.put(
                    "p99.9 ms",
                    Spread.of(rounds.stream().map(round -> round.millis(0.999)).toList()));
            figures.put(
                    "p99 / p50",
                    Spread.of(rounds.stream()
                            .map(round -> round.millis(0.99) / round.millis(0.50))
                            .toList()));
            return new Result(name, figures);
        }

        /** A figure that it has. */
        Spread figure(String name) {
            var spread = figures.get(name);
            if (spread == null) {
                throw new IllegalArgumentException(variant + " has no " + name);
            }
            return spread;
        }

        /** The same without how far it was off. */
        double median(String name) {
            return figure(name).median();
        }

        /** How much is allocated for each, in words. */
        String allocated() {
            return figures.containsKey(ALLOCATED)
                    ? text(median(ALLOCATED)) + " " + ALLOCATED
                    : "what is allocated is not measured";
        }

        private static Spread spread(List<Variant.Sample> samples, ToDoubleFunction<Variant.Sample> figure) {
            return Spread.of(samples.stream().map(figure::applyAsDouble).toList());
        }
    }

    void print(PrintWriter out) {
        conditions.forEach(out::println);
        out.printf("%n%-50s %10s %10s %10s%n", "", "median", "min", "max");
        for (var result : results) {
            out.println(result.variant());
            result.figures()
                    .forEach((name, spread) -> out.printf(
                            "  %-48s %10s %10s %10s%n",
                            name, text(spread.median()), text(spread.min()), text(spread.max())));
        }
        residentBytes.forEach((name, bytes) -> out.printf("%-45s %10s MB resident%n", name + "'s memory", bytes >> 20));
        out.flush();
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    static String text(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
