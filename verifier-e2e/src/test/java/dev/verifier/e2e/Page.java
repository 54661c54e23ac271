package dev.verifier.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name where it is in the repository
 * @param prose what is between its blocks
 * @param blocks what is in it between fences, in their order
 */
record Page(String name, String prose, List<Block> blocks) {

    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern FENCED = Pattern.compile("(?m)^ *```(?<language>[^\n`]*)\n(?<text>(?s:.*?))^ *```$");

    /**
     * What is between two fences.
     *
     * @param language behind the first of them
     * @param follows whether there is nothing between it and the block before
     */
    record Block(String language, String text, boolean follows) {

        boolean isCommands() {
            return language.equals("sh");
        }
    }

    /** Every page that there is. */
    static List<Page> all() throws IOException {
        var files = new ArrayList<Path>();
        try (var beside = Files.newDirectoryStream(REPOSITORY, "*.md");
                var docs = Files.walk(REPOSITORY.resolve("docs"))) {
            beside.forEach(files::add);
            docs.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
        }
        var pages = new ArrayList<Page>();
        for (var file : files.stream().sorted().toList()) {
            pages.add(read(REPOSITORY.relativize(file).toString()));
        }
        return pages;
    }

    static Page read(String name) throws IOException {
        return of(name, Files.readString(REPOSITORY.resolve(name)));
    }

    static Page of(String name, String text) {
        var fenced = FENCED.matcher(text);
        var blocks = new ArrayList<Block>();
        var prose = new StringBuilder();
        var end = 0;
        while (fenced.find()) {
            var between = text.substring(end, fenced.start());
            blocks.add(
                    new Block(fenced.group("language"), fenced.group("text"), !blocks.isEmpty() && between.isBlank()));
            prose.append(between);
            end = fenced.end();
        }
        return new Page(name, prose.append(text.substring(end)).toString(), blocks);
    }

    /** What there is to type. */
    Stream<Block> commands() {
        return blocks.stream().filter(Block::isCommands);
    }
}
