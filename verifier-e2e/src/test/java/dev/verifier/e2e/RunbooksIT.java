package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.Runbook.Mistake;
import dev.verifier.e2e.Runbook.Refusal;
import dev.verifier.e2e.Runbook.Step;
import dev.verifier.e2e.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of {@code docs/runbooks} are typed into a shell as they stand, with {@code ./dev demo} played by the same programs. */
class RunbooksIT {

    @TempDir
    private static Path folder;

    private static Ecosystem ecosystem;
    private static List<Program> running;
    private static Map<String, String> demo;

    @BeforeAll
    static void start() throws InterruptedException {
        var api = Program.freePort();
        var wallet = Program.freePort();
        ecosystem = new Ecosystem(folder, "http://localhost:" + api);
        running = List.of(
                ecosystem.server(
                        "--verifier.clients.refresh-interval=1s", "--verifier.outbound.allow-private-addresses=true"),
                ecosystem.api(api),
                ecosystem.webWallet(wallet));
        demo = Map.of(
                "VERIFIER", ecosystem.issuer().toString(),
                "WORLD", ecosystem.world().toString(),
                "API", "http://localhost:" + api,
                "WALLET", "http://localhost:" + wallet,
                "APP", "http://localhost:" + Program.freePort());
    }

    @AfterAll
    static void stop() {
        running.forEach(Program::close);
    }

    /** With -Ddocs.write=true the answers in its table are made what they are. */
    @ParameterizedTest
    @ValueSource(strings = {"machine", "public", "confidential"})
    void what_a_page_says_is_what_happens(String name) throws Exception {
        var page = Runbook.FOLDER.resolve(name + ".md");
        var book = Runbook.read(page);
        assertThat(book.steps()).hasSizeGreaterThan(5);
        assertThat(book.mistakes()).hasSizeGreaterThan(9);

        var printed = terminal(name)
                .type(Stream.concat(
                                book.steps().stream().map(Step::commands),
                                book.mistakes().stream().map(Mistake::command))
                        .toList());

        for (var step = 0; step < book.steps().size(); step++) {
            check(book.steps().get(step), printed.get(step));
        }
        var answers = printed.subList(book.steps().size(), printed.size());
        if (Boolean.getBoolean("docs.write")) {
            write(page, book.mistakes(), answers);
            book = Runbook.read(page);
        }
        check(book.mistakes(), answers);
    }

    private static Terminal terminal(String name) throws IOException {
        var me = Files.createDirectories(folder.resolve("me-" + name));
        var environment = new HashMap<>(demo);
        environment.put("ME", me.toString());
        return new Terminal(Files.createDirectories(folder.resolve(name)), environment);
    }

    private static void check(Step step, Printed printed) {
        assertThat(printed.exitCode()).as("%s%n%s", step.commands(), printed).isZero();
        try {
            Expected.isIn(printed.out(), step);
        } catch (AssertionError e) {
            throw new AssertionError(step.commands() + printed, e);
        }
    }

    private static void check(List<Mistake> mistakes, List<Printed> answers) {
        var all = new SoftAssertions();
        for (var row = 0; row < mistakes.size(); row++) {
            var mistake = mistakes.get(row);
            var told = told(answers.get(row));
            all.assertThat(told.map(mistake::row))
                    .as("%s", answers.get(row))
                    .contains("| %s | `%s` | %s | %s |"
                            .formatted(mistake.what(), mistake.command(), mistake.answer(), mistake.mend()));
        }
        all.assertAll();
    }

    /** Where the page says where the demo is. */
    private static Optional<Refusal> told(Printed answer) {
        return Refusal.in(answer.out().replace(String.valueOf(demo.get("API")), "http://localhost:9100"));
    }

    private static void write(Path page, List<Mistake> mistakes, List<Printed> answers) throws IOException {
        var text = Files.readString(page);
        for (var row = 0; row < mistakes.size(); row++) {
            var mistake = mistakes.get(row);
            var told = told(answers.get(row));
            var start = "| %s | `%s` |".formatted(mistake.what(), mistake.command());
            if (told.isPresent()) {
                var at = text.indexOf(start);
                text = text.substring(0, at) + mistake.row(told.get()) + text.substring(text.indexOf('\n', at));
            }
        }
        Files.writeString(page, text);
    }
}
