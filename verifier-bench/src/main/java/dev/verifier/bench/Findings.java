package dev.verifier.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found out so far: figures for what is aimed at, everything that was measured on the way, and what could not be. */
final class Findings {

    private final Map<Aim, Spread> figures = new EnumMap<>(Aim.class);
    private final Map<Aim, String> remarks = new EnumMap<>(Aim.class);
    private final Map<Aim, String> failures = new EnumMap<>(Aim.class);
    private final List<Report.Result> results = new ArrayList<>();
    private final Map<String, Long> resident = new LinkedHashMap<>();

    /** A figure was measured once. */
    void figure(Aim aim, double figure) {
        figure(aim, new Spread(figure, figure, figure));
    }

    /** A figure was measured in several rounds. */
    void figure(Aim aim, Spread spread) {
        figures.put(aim, spread);
    }

    /** What is to be known about a figure. */
    void remark(Aim aim, String remark) {
        remarks.merge(aim, remark, (one, other) -> one + "; " + other);
    }

    /** These have no figure, unless they had one before, and why. */
    void failed(List<Aim> aims, String why) {
        aims.stream().filter(aim -> !figures.containsKey(aim)).forEach(aim -> failures.put(aim, why));
    }

    void add(Report.Result result) {
        results.add(result);
    }

    void addAll(List<Report.Result> more) {
        results.addAll(more);
    }

    /** Bytes of memory of a process. */
    void resident(String name, long bytes) {
        resident.put(name, bytes);
    }

    /** All that was measured, under these conditions. */
    Report report(List<String> conditions) {
        return new Report(conditions, List.copyOf(results), Collections.unmodifiableMap(new LinkedHashMap<>(resident)));
    }

    /** A table in Markdown: everything that is aimed at, with its figure or why it has none. */
    String table() {
        var text = new StringBuilder("| target | aimed at | figure | met or missed |\n|---|---|---|---|\n");
        for (var aim : Aim.values()) {
            var figure = figures.get(aim);
            var outcome = figure == null ? "not measured" : aim.isMetBy(figure.median()) ? "met" : "**missed**";
            text.append("| %s | %s | %s | %s |\n".formatted(aim.words(), aim.aimedAt(), cell(aim, figure), outcome));
        }
        return text.toString();
    }

    private String cell(Aim aim, @Nullable Spread figure) {
        var said = figure == null
                ? failures.getOrDefault(aim, "–")
                : aim.said(figure.median())
                        + (figure.min() == figure.max()
                                ? ""
                                : " (" + aim.said(figure.min()) + " – " + aim.said(figure.max()) + ")");
        var remark = remarks.get(aim);
        return (remark == null ? said : said + "; " + remark)
                .replace("|", "\\|")
                .replaceAll("\\s+", " ");
    }

    /** How many of all have a figure. */
    int measured() {
        return figures.size();
    }

    /** Each figure as a part of what is aimed at. */
    Map<String, Spread> shares() {
        var shares = new LinkedHashMap<String, Spread>();
        figures.forEach((aim, figure) -> shares.put(
                aim.words() + ", " + aim.aimedAt(),
                new Spread(aim.share(figure.median()), aim.share(figure.min()), aim.share(figure.max()))));
        return shares;
    }
}
