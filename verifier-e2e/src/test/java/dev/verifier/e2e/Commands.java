package dev.verifier.e2e;

import dev.verifier.e2e.Page.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code docs/commands.md} says of the blocks with commands of all pages.
 *
 * @param rows of its table
 */
record Commands(List<Row> rows) {

    /** What stands in place of a beginning where a row is about all blocks of its page. */
    static final String EACH = "each";

    private static final String NAME = "docs/commands.md";
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| \\[[^]]+]\\((?<page>[^)]+)\\) \\| (?:`(?<beginning>[^`]+)`|each) \\| (?<how>[^|]+) \\| (?<by>[^|]+) \\|$");

    /**
     * @param page where it is in the repository
     * @param beginning of the block, or {@link #EACH}
     * @param how it is tried, in words
     * @param by the test
     */
    record Row(String page, String beginning, String how, String by) {

        boolean isAbout(Page other, Block block) {
            return page.equals(other.name())
                    && (beginning.equals(EACH) || block.text().startsWith(beginning));
        }
    }

    static Commands read() throws IOException {
        return new Commands(ROW.matcher(Page.read(NAME).prose())
                .results()
                .map(row -> new Row(
                        Path.of(NAME)
                                .resolveSibling(row.group("page"))
                                .normalize()
                                .toString(),
                        row.group("beginning") == null ? EACH : row.group("beginning"),
                        row.group("how"),
                        row.group("by")))
                .toList());
    }

    /** The blocks of a page that a test has to type, in their order there. */
    List<String> of(String page, String test) throws IOException {
        var read = Page.read(page);
        var mine = rows.stream()
                .filter(row -> row.by().contains("`%s`".formatted(test)))
                .toList();
        return read.commands()
                .filter(block -> mine.stream().anyMatch(row -> row.isAbout(read, block)))
                .map(Block::text)
                .toList();
    }
}
