package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures as a document shows them. */
class GalleryTests {

    @TempDir
    private Path folder;

    @Test
    void every_figure_is_in_the_table_and_every_variant_in_the_picture_of_what_it_has() throws Exception {
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("tokens/s", new Spread(100, 90, 110));
        figures.put("p99 ms", new Spread(3, 2, 4));
        var report = new Report(
                List.of("16 connections"),
                List.of(
                        new Report.Result("ours & <more>", figures),
                        new Report.Result("theirs", Map.of("tokens/s", new Spread(50, 40, 60)))),
                Map.of("a server", 5L << 20));

        new Gallery(report, "abc1234", "./dev bench", null).write(folder);

        assertThat(Files.readString(folder.resolve("figures.md")))
                .contains(
                        "Commit abc1234. 16 connections.",
                        "## theirs",
                        "](per-second.svg)",
                        "| tokens/s | 100 | 90.00 | 110 |")
                .contains("| a server | 5 |");
        var rates = Files.readString(folder.resolve("per-second.svg"));
        assertThat(rates).contains("ours &amp; &lt;more&gt;", "theirs", ">100<", ">50.00<");
        assertThat(Files.readString(folder.resolve("p99.svg"))).contains("ours").doesNotContain("theirs");
        assertThat(folder.resolve("ratio.svg")).doesNotExist();
        try (var svg = Files.newInputStream(folder.resolve("per-second.svg"))) {
            var root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(svg)
                    .getDocumentElement();
            assertThat(root.getTagName()).isEqualTo("svg");
        }
    }
}
