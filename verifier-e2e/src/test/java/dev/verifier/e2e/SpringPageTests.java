package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/clients-spring.md shows is what the tests run, and as short as is said. */
class SpringPageTests {

    private static final Path PAGE = Path.of("../docs/clients-spring.md");
    private static final Pattern PROGRAM = Pattern.compile(
            "]\\((?<file>[^)]+/e2e/spring/[^)]+\\.java)\\):\n\n```java\n(?<text>.*?)```", Pattern.DOTALL);

    /** With -Ddocs.write=true it is made so. */
    @Test
    void every_program_on_the_page_is_the_one_that_runs() throws IOException {
        var page = Files.readString(PAGE);
        var right = PROGRAM.matcher(page)
                .replaceAll(program -> program.group()
                        .substring(0, program.start("text") - program.start())
                        .concat(read(program.group("file")))
                        .concat("```")
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, right);
        }

        assertThat(PROGRAM.matcher(page).results()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(PAGE).hasContent(right);
    }

    @ParameterizedTest
    @CsvSource({"machine/Robot, 10", "api/OnboardingApi, 19", "office/Office, 19"})
    void each_is_short(String program, int most) {
        assertThat(read("../verifier-e2e/src/test/java/dev/verifier/e2e/spring/" + program + ".java")
                        .lines()
                        .filter(Predicate.not(String::isBlank))
                        .filter(line -> !line.startsWith("import ") && !line.startsWith("package ")))
                .hasSizeLessThanOrEqualTo(most);
    }

    private static String read(String file) {
        try {
            return Files.readString(PAGE.resolveSibling(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
