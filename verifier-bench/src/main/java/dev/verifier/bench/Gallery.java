package dev.verifier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as files that a document can show: a page with every figure, and a picture for each that is worth comparing.
 *
 * @param report what was measured
 * @param commit of what
 * @param command by which
 * @param findings for what is aimed at; absent where that was not asked
 */
record Gallery(
        Report report,
        String commit,
        String command,
        @Nullable Findings findings) {

    /** File name, title, and how the figure is found: the end of its name. */
    private record Picture(String file, String title, String figure) {}

    private static final List<Picture> PICTURES = List.of(
            new Picture("per-second", "How many a second", "/s"),
            new Picture("cpu", "Processor time of the server for each, µs", "server CPU us"),
            new Picture("allocated", "Allocated on the server's heap for each, KB", "KB allocated"),
            new Picture("ratio", "Processor time / that of the signatures alone", "CPU / signatures"),
            new Picture("p99", "99 % are answered within, ms", "p99 ms"));

    private static final int ROW = 30;
    private static final int LEFT = 400;
    private static final int WIDTH = 760;
    private static final int LONGEST_NAME = 58;

    /** Writes all of it; what was there by the same names is overwritten. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var shown = new StringBuilder();
        if (findings != null && findings.measured() > 0) {
            var title = "Figures in parts of what is aimed at";
            Files.writeString(folder.resolve(file("shares") + ".svg"), svg(title, findings.shares()));
            shown.append("\n![%s](%s.svg)\n".formatted(title, file("shares")));
        }
        for (var picture : PICTURES) {
            var bars = new LinkedHashMap<String, Spread>();
            for (var result : report.results()) {
                result.figures().forEach((name, spread) -> {
                    if (name.endsWith(picture.figure())) {
                        bars.put(result.variant(), spread);
                    }
                });
            }
            if (!bars.isEmpty()) {
                Files.writeString(folder.resolve(file(picture.file()) + ".svg"), svg(picture.title(), bars));
                shown.append("\n![%s](%s.svg)\n".formatted(picture.title(), file(picture.file())));
            }
        }
        Files.writeString(folder.resolve((findings == null ? "figures" : "targets") + ".md"), table(shown.toString()));
    }

    private String file(String picture) {
        return findings == null ? picture : "targets-" + picture;
    }

    private String table(String shown) {
        var text = new StringBuilder("# %s\n\nWritten by `%s`. Commit %s."
                .formatted(findings == null ? "Figures" : "Targets", command, commit));
        report.conditions()
                .forEach(condition -> text.append(' ').append(condition).append('.'));
        text.append("\n");
        if (findings != null) {
            text.append("\n").append(findings.table());
        }
        text.append(shown);
        for (var result : report.results()) {
            text.append("\n## ")
                    .append(result.variant())
                    .append("\n\n| | median | least | most |\n|---|---|---|---|\n");
            result.figures()
                    .forEach((name, spread) -> text.append("| %s | %s | %s | %s |\n"
                            .formatted(
                                    name,
                                    Report.text(spread.median()),
                                    Report.text(spread.min()),
                                    Report.text(spread.max()))));
        }
        text.append("\n## Memory\n\n| | MB resident |\n|---|---|\n");
        report.residentBytes().forEach((name, bytes) -> text.append("| %s | %d |\n".formatted(name, bytes >> 20)));
        return text.toString();
    }

    /** A bar for each median, from the least to the most a line. */
    private static String svg(String title, Map<String, Spread> bars) {
        var most = bars.values().stream().mapToDouble(Spread::max).max().orElse(1);
        var scale = (WIDTH - 80) / Math.max(most, Double.MIN_NORMAL);
        var y = new int[] {50};
        var rows = bars.entrySet().stream()
                .map(bar -> {
                    var row = row(bar.getKey(), bar.getValue(), y[0], scale);
                    y[0] += ROW;
                    return row;
                })
                .collect(Collectors.joining());
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="12" y="26" font-size="16" font-weight="bold">%s</text>
                %s</svg>
                """.formatted(LEFT + WIDTH + 20, y[0] + 10, escaped(title), escaped(title), rows);
    }

    private static String row(String name, Spread spread, int y, double scale) {
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="18" fill="#3b6ea5"/>
                <line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#111" stroke-width="2"/>
                <text x="%.1f" y="%d">%s</text>
                """,
                LEFT - 8,
                y + 14,
                escaped(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name),
                LEFT,
                y,
                spread.median() * scale,
                LEFT + spread.min() * scale,
                y + 9,
                LEFT + spread.max() * scale,
                y + 9,
                LEFT + spread.max() * scale + 6,
                y + 14,
                Report.text(spread.median()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
