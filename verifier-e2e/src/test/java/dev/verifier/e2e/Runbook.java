package dev.verifier.e2e;

import static java.util.function.Predicate.not;

import dev.verifier.e2e.Page.Block;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/runbooks} as a reader uses it.
 *
 * @param steps blocks to type, one after another in one terminal
 * @param mistakes rows of the table of errors, to try after them
 */
record Runbook(List<Step> steps, List<Mistake> mistakes) {

    static final Path FOLDER = Path.of("../docs/runbooks");

    private static final Pattern MISTAKE = Pattern.compile(
            "(?m)^\\| (?<what>[^|`]+) \\| `(?<command>[^`]+)` \\| (?<answer>[^|]*) ?\\| (?<mend>[^|]*) ?\\|$");

    /**
     * @param language json or text; empty where it does not matter what is printed
     * @param printed what it prints
     */
    record Step(String commands, String language, String printed) {}

    /** @param answer error and code, as the page has them */
    record Mistake(String what, String command, String answer, String mend) {

        String row(Refusal told) {
            return "| %s | `%s` | %s | %s |".formatted(what, command, told.codes(), told.mend());
        }
    }

    /** What somebody was told, in whatever form that came. */
    record Refusal(String error, String code, String mend) {

        private static final Pattern AT_A_REDIRECT_URI =
                Pattern.compile("[?&]error=(?<error>[^&\\s]+)&error_description=(?<text>[^&\\s]+)");
        private static final Pattern SAID = Pattern.compile(
                "error\\W{1,5}(?<error>\\w+)\\W{1,5}error_description(?:\" ?: ?\"|: |=\")(?<text>[^\"\n]+)");
        private static final Pattern TEXT =
                Pattern.compile("(?:(?<code>[a-z_]+): )?(?<mend>.*?)(?: \\([0-9A-Z]{16}\\))?");

        static Optional<Refusal> in(String printed) {
            var redirect = AT_A_REDIRECT_URI.matcher(printed);
            var said = SAID.matcher(printed);
            if (redirect.find()) {
                return Optional.of(of(redirect.group("error"), decoded(redirect.group("text"))));
            }
            return said.find() ? Optional.of(of(said.group("error"), said.group("text"))) : Optional.empty();
        }

        private static Refusal of(String error, String description) {
            var text = TEXT.matcher(description);
            if (!text.matches()) {
                throw new AssertionError(description);
            }
            return new Refusal(error, Optional.ofNullable(text.group("code")).orElse(""), text.group("mend"));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        /** As the pages have them. */
        String codes() {
            return List.of(error, code).stream()
                    .filter(not(String::isEmpty))
                    .map("`%s`"::formatted)
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow();
        }
    }

    static Runbook read(Path page) throws IOException {
        var text = Files.readString(page);
        return new Runbook(
                steps(Page.of(page.toString(), text).blocks()),
                MISTAKE.matcher(text)
                        .results()
                        .map(row -> new Mistake(
                                row.group("what"),
                                row.group("command"),
                                row.group("answer").strip(),
                                row.group("mend").strip()))
                        .toList());
    }

    private static List<Step> steps(List<Block> blocks) {
        var steps = new ArrayList<Step>();
        for (var block = 0; block < blocks.size(); block++) {
            if (blocks.get(block).isCommands()) {
                var printed = blocks.stream().skip(block + 1).findFirst().filter(Runbook::isPrinted);
                steps.add(new Step(
                        blocks.get(block).text(),
                        printed.map(Block::language).orElse(""),
                        printed.map(Block::text).orElse("")));
            }
        }
        return steps;
    }

    private static boolean isPrinted(Block block) {
        return block.follows() && List.of("json", "text").contains(block.language());
    }
}
