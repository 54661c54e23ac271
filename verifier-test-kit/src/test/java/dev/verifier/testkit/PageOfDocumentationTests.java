package dev.verifier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/testing-your-client.md shows is what the tests run. */
class PageOfDocumentationTests {
    private static final Path PAGE = Path.of("../docs/testing-your-client.md");
    private static final Pattern PROGRAM =
            Pattern.compile("(]\\(([^)]+)\\):\n\n```(?:java|js)\n).*?```", Pattern.DOTALL);

    /** With -Ddocs.write=true it is made so. */
    @Test
    void every_program_on_the_page_is_the_one_that_runs() throws IOException {
        var page = Files.readString(PAGE);
        var right = PROGRAM.matcher(page)
                .replaceAll(program -> Matcher.quoteReplacement(program.group(1) + read(program.group(2)) + "```"));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, right);
        }

        assertThat(PROGRAM.matcher(page).results()).hasSize(2);
        assertThat(PAGE).hasContent(right);
    }

    private static String read(String file) {
        try {
            return Files.readString(PAGE.resolveSibling(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
