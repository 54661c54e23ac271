package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.Commands.Row;
import dev.verifier.wallet.cli.WalletCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody adds a command to the documentation that no test runs, nor one that does not exist. */
class CommandsTests {

    private static final Path ROOT = Path.of("..");

    /** In what a block may be written, beside commands. */
    private static final Set<String> LANGUAGES =
            Set.of("sh", "apache", "java", "js", "json", "mermaid", "nginx", "python", "text", "toml", "xml", "yaml");

    private static final Pattern COMMAND = Pattern.compile(
            "^(?:\\$ |sudo |\\./dev\\b|(?:apt|apt-get|cp|curl|docker|git|haproxy|helm|java|keytool|kubectl|mkdir|mvn|npm|npx"
                    + "|openssl|podman|psql|systemctl|tar|vault) )");
    private static final Pattern BY_INDENTATION = Pattern.compile("(?m)^\\s*\n {4,}\\S.*$");
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern DEV = Pattern.compile("\\./dev +(?<name>[\\w-]+)(?<rest>[^#|&;\\n]*)");
    private static final Pattern OPTION = Pattern.compile("(?<=^|\\s)--(?<name>[\\w-]+)(?=[=\\s]|$)");
    private static final Pattern PROPERTY = Pattern.compile("--(?<name>verifier\\.[\\w.-]+)=");

    private static List<Page> pages;

    @BeforeAll
    static void read() throws IOException {
        pages = Page.all();
        assertThat(pages).hasSizeGreaterThan(80);
    }

    @Test
    void every_block_of_commands_has_one_row_that_says_which_test_runs_it() throws IOException {
        var rows = Commands.read().rows();

        for (var page : pages) {
            page.commands()
                    .forEach(block -> assertThat(rows.stream().filter(row -> row.isAbout(page, block)))
                            .as("rows of docs/commands.md about this block of %s:%n%s", page.name(), block.text())
                            .hasSize(1));
        }
    }

    @Test
    void every_row_is_about_one_block_or_all_of_its_page() throws IOException {
        assertThat(Commands.read().rows())
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(blocks(row))
                        .as(row.toString())
                        .hasSizeBetween(1, row.beginning().equals(Commands.EACH) ? Integer.MAX_VALUE : 1));
    }

    private static Stream<String> blocks(Row row) {
        return pages.stream()
                .flatMap(page -> page.commands()
                        .filter(block -> row.isAbout(page, block))
                        .map(Page.Block::text));
    }

    /** That it exists is seen by DocumentationTests. */
    @Test
    void a_row_names_its_test() throws IOException {
        assertThat(Commands.read().rows())
                .extracting(Row::by)
                .allMatch(by -> by.matches("`\\w+#\\w+`(?:, `\\w+#\\w+`)*"));
    }

    /** Or a command could hide in one. */
    @Test
    void every_block_says_what_it_is_written_in() {
        for (var page : pages) {
            assertThat(page.blocks())
                    .as(page.name())
                    .allSatisfy(block -> assertThat(block.language()).isIn(LANGUAGES))
                    .filteredOn(block -> !block.isCommands())
                    .allSatisfy(block -> assertThat(block.text()).doesNotContainPattern(COMMAND));
            assertThat(page.prose())
                    .as("%s: a block is between fences", page.name())
                    .doesNotContainPattern(BY_INDENTATION);
        }
    }

    /** A control. */
    @ParameterizedTest
    @ValueSource(
            strings = {"```\n./dev test\n```\n", "```text\nsudo rm x\n```\n", "```bash\nls\n```\n", "\n\n    ls\n"})
    void commands_in_another_guise_are_seen(String text) {
        var page = Page.of("page.md", text);

        assertThat(page.blocks().stream()
                                .anyMatch(block -> !LANGUAGES.contains(block.language())
                                        || COMMAND.matcher(block.text()).find())
                        || BY_INDENTATION.matcher(page.prose()).find())
                .isTrue();
    }

    @Test
    void whatever_dev_is_told_it_understands() throws IOException {
        var dev = Files.readString(ROOT.resolve("dev"));
        var bench = Files.readString(ROOT.resolve("verifier-bench/src/main/java/dev/verifier/bench/Bench.java"));

        assertThat(told())
                .hasSizeGreaterThan(40)
                .allSatisfy(command -> assertThat(dev)
                        .as(command.group())
                        .containsPattern("(?m)^\\./dev %s\\b".formatted(command.group("name"))))
                .allSatisfy(command -> assertThat(options(command))
                        .as(command.group())
                        .allSatisfy(option -> {
                            switch (command.group("name")) {
                                case "bench" -> assertThat(bench).contains("\"--" + option + "\"");
                                case "test" -> assertThat(dev).contains("--" + option);
                                case "wallet" ->
                                    assertThat(walletOptions(command)).contains("--" + option);
                                default -> assertThat(option).isIn("json");
                            }
                        }));
        assertThat(told().stream().filter(command -> command.group().matches("\\./dev wallet \\w.*")))
                .hasSizeGreaterThan(5)
                .allSatisfy(command -> assertThat(walletOptions(command)).isNotEmpty());
    }

    /** What follows {@code ./dev} on all pages, in blocks and between other words. */
    private static List<MatchResult> told() {
        return written()
                .flatMap(text -> DEV.matcher(text.replace("\\\n", " ")).results())
                .toList();
    }

    private static Stream<String> written() {
        return pages.stream()
                .flatMap(page -> Stream.concat(
                        page.commands().map(Page.Block::text),
                        INLINE.matcher(page.prose()).results().map(inline -> inline.group(1))));
    }

    private static List<String> options(MatchResult command) {
        return OPTION.matcher(command.group("rest"))
                .results()
                .map(option -> option.group("name"))
                .toList();
    }

    private static Set<String> walletOptions(MatchResult command) {
        var wallet = WalletCli.commandLine(InstantSource.system(), new SecureRandom());
        var name = command.group("rest").strip().split("\\s", -1)[0];
        return Optional.ofNullable(wallet.getSubcommands().get(name))
                .orElseThrow(() -> new AssertionError(command.group()))
                .getCommandSpec()
                .optionsMap()
                .keySet();
    }

    @Test
    void every_option_of_the_doctor_s_page_is_one_of_the_doctor_s() throws IOException {
        var explain = Files.readString(
                ROOT.resolve("verifier-server/src/main/java/dev/verifier/server/doctor/ExplainCommand.java"));
        var options = new ArrayList<String>();
        INLINE.matcher(Page.read("docs/explain.md").prose())
                .results()
                .flatMap(inline -> OPTION.matcher(inline.group(1)).results())
                .forEach(option -> options.add(option.group("name")));

        assertThat(options)
                .hasSizeGreaterThan(8)
                .allSatisfy(option -> assertThat(explain).contains("\"" + option + "\""));
    }

    /** Of the server's; what the starters take is on their page. */
    @Test
    void every_property_that_a_command_has_exists() throws IOException {
        var configuration = Files.readString(ROOT.resolve("docs/configuration.md"));
        var properties = written()
                .flatMap(text -> PROPERTY.matcher(text).results())
                .map(property -> property.group("name"))
                .filter(name -> !name.startsWith("verifier.client."))
                .collect(Collectors.toSet());

        assertThat(properties)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(configuration).contains("| `" + name + "` |"));
    }
}
