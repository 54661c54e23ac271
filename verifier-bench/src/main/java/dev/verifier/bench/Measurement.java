package dev.verifier.bench;

import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rounds of each variant in turn, so that what disturbs the machine disturbs all of them. */
final class Measurement {

    /** Requests are kept in memory until they are sent. */
    private static final int MOST_REQUESTS = 60_000;

    /** More would tell no more. */
    private static final double HIGHEST_RATE = 30_000;

    private static final double FIRST_GUESS = 100;
    private static final double HARDLY_FASTER = 1.03;
    private static final int STEADY_ROUNDS = 3;

    private final Plan plan;
    private final List<Variant> variants;
    private final InstantSource clock;
    private final Map<Variant, Double> rates = new LinkedHashMap<>();

    Measurement(Plan plan, List<Variant> variants, InstantSource clock) {
        this.plan = plan;
        this.variants = variants;
        this.clock = clock;
    }

    /** Rounds that do not count, until several in a row are hardly faster than those before them. */
    void warmUp(PrintWriter progress) throws RefusedException, InterruptedException, GeneralSecurityException {
        var best = 0.0;
        var steady = 0;
        for (var i = 1; i <= plan.warmUps() && steady < STEADY_ROUNDS; i++) {
            var rate = turn().getFirst().round().perSecond();
            steady = rate > best * HARDLY_FASTER ? 0 : steady + 1;
            best = Math.max(best, rate);
            progress.printf(
                    Locale.ROOT,
                    "warm-up %d: %.0f %s/s%n",
                    i,
                    rate,
                    variants.getFirst().work().unit());
            progress.flush();
        }
    }

    /** All rounds that do not count, also where the first of these got hardly faster: others may still do. */
    void warmUpFully(PrintWriter progress) throws RefusedException, InterruptedException, GeneralSecurityException {
        for (var i = 1; i <= plan.warmUps(); i++) {
            var rates = turn().stream()
                    .map(sample -> Report.text(sample.round().perSecond()))
                    .toList();
            progress.printf("warm-up %d: %s a second%n", i, String.join(", ", rates));
            progress.flush();
        }
    }

    /** The rounds that count, for each variant. */
    List<Report.Result> measure() throws RefusedException, InterruptedException, GeneralSecurityException {
        var turns = new ArrayList<List<Variant.Sample>>();
        for (var i = 0; i < plan.rounds(); i++) {
            turns.add(turn());
        }
        var results = new ArrayList<Report.Result>();
        for (var i = 0; i < variants.size(); i++) {
            var index = i;
            results.add(Report.Result.of(
                    variants.get(i), turns.stream().map(turn -> turn.get(index)).toList()));
        }
        return results;
    }

    /** One round of each. */
    private List<Variant.Sample> turn() throws RefusedException, InterruptedException, GeneralSecurityException {
        var samples = new ArrayList<Variant.Sample>();
        for (var variant : variants) {
            var floors = new ArrayList<Double>();
            for (var floor : variant.floors()) {
                floors.add(floor.micros(plan.round().dividedBy(10)));
            }
            samples.add(new Variant.Sample(round(variant), floors));
        }
        return samples;
    }

    /**
     * The rounds that count once more for one of them, at a part of the rate at which it was last done: requests come when they come, and
     * who comes while others are waited for waits as long as they do.
     *
     * @param part of that rate
     */
    Report.Result measure(Variant variant, double part) throws RefusedException, InterruptedException {
        var name = "%s; %.0f %% of that rate".formatted(variant.name(), 100 * part);
        return measure(name, variant, rate(variant, part), plan.rounds());
    }

    /** A part of the rate at which it was last done. */
    double rate(Variant variant, double part) {
        return part * Math.min(rates.getOrDefault(variant, FIRST_GUESS), HIGHEST_RATE);
    }

    /**
     * Some rounds at a rate. Whoever asks collects its garbage before each, so as to have none to collect meanwhile: that would be taken for what
     * the server takes.
     */
    Report.Result measure(String name, Variant variant, double rate, int count)
            throws RefusedException, InterruptedException {
        var rounds = new ArrayList<Round>();
        for (var i = 0; i < count; i++) {
            var requests = Math.clamp((long) (rate * plan.round().toMillis() / 1000), 1, MOST_REQUESTS);
            var prepared = variant.work().prepare(requests, clock.instant());
            System.gc();
            rounds.add(variant.target()
                    .load()
                    .send(variant.work().name(), prepared, variant.target().usage(), rate));
        }
        return Report.Result.of(name, rounds);
    }

    private Round round(Variant variant) throws RefusedException, InterruptedException {
        var rate = Math.min(rates.getOrDefault(variant, FIRST_GUESS), HIGHEST_RATE);
        var wanted = rate * plan.round().toMillis() / 1000;
        var prepared = variant.work().prepare(Math.clamp((long) wanted, 1, MOST_REQUESTS), clock.instant());
        var round = variant.target()
                .load()
                .send(variant.work().name(), prepared, variant.target().usage());
        rates.put(variant, round.perSecond());
        return round;
    }
}
