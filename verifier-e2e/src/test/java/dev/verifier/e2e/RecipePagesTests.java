package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for client developers show is what tests run, and what they name is there. */
class RecipePagesTests {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern SHOWN =
            Pattern.compile("\\[[\\w.-]+]\\((?<file>[^)]+)\\):\n\n```\\w+\n(?<lines>.*?)```", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```(?<language>\\w+)\n");
    private static final Pattern LINK = Pattern.compile("]\\((?<file>[^)#:]*)(?:#(?<section>[^)]+))?\\)");
    private static final List<String> SECTIONS = List.of(
            "**Purpose.**",
            "**Audience.**",
            "## Architecture",
            "## Flow",
            "## Prerequisites",
            "## Steps",
            "## Errors",
            "## Security",
            "## Observability");

    @Test
    void every_recipe_that_is_run_is_the_source_of_its_test() throws IOException {
        var page = Files.readString(DOCS.resolve("recipes.md"));

        var shown = SHOWN.matcher(page).results().toList();
        assertThat(shown)
                .hasSizeGreaterThan(7)
                .allSatisfy(recipe -> assertThat(unindented(source(recipe)))
                        .as(recipe.group("file"))
                        .contains(unindented(recipe.group("lines"))));
        assertThat(BLOCK.matcher(page).results().count() - shown.size())
                .as("blocks that nothing runs: oauth2-proxy")
                .isEqualTo(2);
    }

    private static String source(MatchResult recipe) throws IOException {
        return Files.readString(DOCS.resolve(recipe.group("file")));
    }

    /** As lines, however deep they stand where they come from. */
    private static String unindented(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confidential", "public", "machine"})
    void a_runbook_has_its_sections_and_its_drawings(String name) throws IOException {
        var page = Files.readString(DOCS.resolve("runbooks/" + name + ".md"));

        assertThat(page).containsSubsequence(SECTIONS);
        assertThat(page).containsSubsequence("```mermaid\nflowchart", "```mermaid\nsequenceDiagram");
    }

    /** Whether the server says so, too, is seen where they are made. */
    @ParameterizedTest
    @ValueSource(strings = {"confidential", "public", "machine"})
    void what_to_do_about_a_mistake_is_said_in_the_words_of_the_reference(String name) throws IOException {
        var reference = Files.readString(DOCS.resolve("rejections.md"));

        assertThat(Runbook.read(DOCS.resolve("runbooks/" + name + ".md")).mistakes())
                .filteredOn(mistake -> mistake.answer().matches("`\\w+` `\\w+`"))
                .hasSizeGreaterThan(9)
                .allSatisfy(mistake -> assertThat(reference)
                        .contains("| " + mistake.mend().replaceFirst(" It is about .*", "") + " |"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recipes.md",
                "runbooks/choosing.md",
                "runbooks/confidential.md",
                "runbooks/public.md",
                "runbooks/machine.md"
            })
    void every_link_leads_somewhere(String name) throws IOException {
        var page = DOCS.resolve(name);
        for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
            var file = link.group("file").isEmpty() ? page : page.resolveSibling(link.group("file"));
            assertThat(file).exists();
            if (link.group("section") != null) {
                assertThat(Files.readAllLines(file))
                        .filteredOn(line -> line.startsWith("#"))
                        .as(file.toString())
                        .extracting(RecipePagesTests::anchor)
                        .contains(link.group("section"));
            }
        }
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w -]", "")
                .replace(' ', '-');
    }
}
