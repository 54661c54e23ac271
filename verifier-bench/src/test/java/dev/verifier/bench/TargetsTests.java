package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTests {

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    /** Does what it is told to. */
    private record PaperSection(List<Aim> aims, Measuring measuring) implements Section {

        @FunctionalInterface
        interface Measuring {

            void measure(Findings findings) throws IOException, RefusedException;
        }

        @Override
        public String name() {
            return "on paper";
        }

        @Override
        public void measure(Findings findings) throws IOException, RefusedException {
            measuring.measure(findings);
        }
    }

    @Test
    void what_fails_in_one_section_is_told_and_the_others_are_measured() throws Exception {
        var findings = measured(
                new PaperSection(List.of(Aim.TOKEN, Aim.RESIDENT), found -> {
                    found.figure(Aim.TOKEN, new Spread(1.5, 1.25, 2.5));
                    throw new RefusedException("tokens", List.of("503 | full"));
                }),
                new PaperSection(List.of(Aim.START), _ -> {
                    throw new IllegalStateException("a bug");
                }),
                new PaperSection(List.of(Aim.SCALING), found -> {
                    found.figure(Aim.SCALING, 2.5);
                    found.remark(Aim.SCALING, "one core for all of the load");
                }));

        assertThat(findings.table())
                .contains("| ≤ 2 | 1.50 (1.25 – 2.50) | met |")
                .contains("| ≤ 350 MB | failed: tokens: 1 failed: 503 \\| full | not measured |")
                .contains("| ≤ 2500 ms | failed: a bug | not measured |")
                .contains("| ≥ 2.60 | 2.50; one core for all of the load | **missed** |")
                .contains("| ≥ 3 | – | not measured |");
        assertThat(findings.table().lines()).hasSize(2 + Aim.values().length);
        assertThat(said.toString()).contains("on paper failed", "all of it took");
    }

    @Test
    void a_page_shows_what_is_aimed_at_before_all_figures_and_a_picture_of_its_parts() throws Exception {
        var findings = measured(new PaperSection(List.of(Aim.RESIDENT), found -> {
            found.figure(Aim.RESIDENT, 175);
            found.add(new Report.Result("tokens", Map.of("tokens/s", new Spread(3, 2, 4))));
        }));

        new Gallery(findings.report(List.of("four cores")), "abc1234", "./dev bench --targets", findings).write(folder);

        var page = Files.readString(folder.resolve("targets.md"));
        assertThat(page)
                .startsWith("# Targets\n\nWritten by `./dev bench --targets`. Commit abc1234. four cores.")
                .contains("](targets-shares.svg)", "](targets-per-second.svg)", "## tokens");
        assertThat(page.indexOf("| 175 MB | met |")).isPositive().isLessThan(page.indexOf("## tokens"));
        assertThat(Files.readString(folder.resolve("targets-shares.svg"))).contains(">0.50<", "≤ 350 MB");
        assertThat(folder.resolve("figures.md")).doesNotExist();
    }

    @Test
    void a_figure_is_met_on_its_own_side() {
        assertThat(Aim.TOKEN.isMetBy(2)).isTrue();
        assertThat(Aim.TOKEN.isMetBy(2.1)).isFalse();
        assertThat(Aim.KEYCLOAK.isMetBy(3)).isTrue();
        assertThat(Aim.KEYCLOAK.isMetBy(2.9)).isFalse();
        assertThat(Aim.START.aimedAt()).isEqualTo("≤ 2500 ms");
        assertThat(Aim.KEYS.aimedAt()).isEqualTo("≥ 20000");
    }

    private Findings measured(Section... sections) throws InterruptedException {
        return new Targets(List.of(sections), new PrintWriter(said, true)).measure();
    }
}
