package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Reason;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.error.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The references under {@code docs/} are written from the code they describe. A stale one fails here; {@code ./dev docs} writes
 * them anew.
 */
class DocumentationTests {

    private static final Path DOCS = Path.of("../docs");
    private static final String NOTE =
            "<!-- Written by ./dev docs from the code. Change the code, not this file. -->\n\n";

    private static final Pattern TWIN =
            Pattern.compile("\\| `(?<module>[^`]+)` \\|.*\\| \\[(?<type>\\w+)#(?<test>\\w+)]\\((?<file>[^)]+)\\) \\|");

    @Test
    void the_configuration_reference_is_what_the_properties_say() throws IOException {
        var metadata = new JsonMapper()
                .readTree(Files.readAllBytes(Path.of("target/classes/META-INF/spring-configuration-metadata.json")));
        var rows = metadata.get("properties")
                .valueStream()
                .filter(property -> property.get("name").asString().startsWith("verifier."))
                .map(DocumentationTests::property)
                .sorted()
                .collect(Collectors.joining());

        check("configuration.md", NOTE + """
                # Configuration

                In `application.yaml`, as environment variables (`VERIFIER_CLIENTS_LOCATION`) or as arguments
                (`--verifier.clients.location=…`). A name under `verifier.` that does not exist fails the start and is told the
                nearest one that does. `java -jar verifier-server.jar doctor …` looks at a configuration without starting it.

                | Property | Default | Meaning |
                |---|---|---|
                """ + rows + """

                Beside these, the ones of Spring Boot that matter: `server.port` (9000), `management.server.port` (9001),
                `spring.datasource.*` (an H2 file in the data directory), `management.tracing.export.enabled` (off) with
                `management.opentelemetry.tracing.export.otlp.endpoint`.
                """);
    }

    private static String property(JsonNode property) {
        var name = property.get("name").asString();
        var standard = property.path("defaultValue");
        var byDefault = !standard.isMissingNode()
                ? "`" + standard.asString() + "`"
                : name.startsWith("verifier.compatibility.") ? "by profile" : "none";
        return "| `%s` | %s | %s |\n"
                .formatted(name, byDefault, plain(property.get("description").asString()));
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .replaceAll("\\s+", " ");
    }

    @Test
    void the_reference_of_rejections_is_what_the_code_says() throws IOException {
        var rejections = Stream.concat(reasons(Rejection.class, false), reasons(Rejection.OfPart.class, true))
                .sorted()
                .collect(Collectors.joining());
        var refusals = Arrays.stream(Refusal.values())
                .map(refusal -> "| `%s` | %d `%s` | %s | %s |\n"
                        .formatted(refusal.code(), refusal.status(), refusal.error(), refusal.mend(), refusal.clause()))
                .collect(Collectors.joining());
        var parts = Arrays.stream(Part.values())
                .map(part -> "`" + part.word() + "_…`")
                .collect(Collectors.joining(", "));

        check("rejections.md", NOTE + """
                # Rejections

                Every refusal is `{"error", "error_description", "error_id"}`. The description begins with a stable code, and goes on
                with what to do about it. The `error_id` is in the audit, with the facts.

                ## About what was signed

                At the token endpoint 401 `invalid_client`; about a proof of possession 400 `invalid_dpop_proof` or `use_dpop_nonce`, and
                the same with 401 where an access token is presented. A code in italics has the word of the part it is about in front:
                """ + parts + """
                .

                | Code | What to do | Clause |
                |---|---|---|
                """ + rejections + """

                ## About the request

                | Code | Answer | What to do | Clause |
                |---|---|---|---|
                """ + refusals);
    }

    private static Stream<String> reasons(Class<?> kind, boolean ofPart) {
        return Arrays.stream(kind.getPermittedSubclasses() == null ? new Class<?>[0] : kind.getPermittedSubclasses())
                .filter(Class::isRecord)
                .map(record -> record.getAnnotation(Reason.class))
                .map(reason -> "| %s | %s | %s |\n"
                        .formatted(
                                ofPart ? "_…" + reason.code() + "_" : "`" + reason.code() + "`",
                                reason.mend(),
                                reason.clause()));
    }

    @Test
    void the_schema_of_the_audit_is_what_its_lines_are() throws IOException {
        var schema = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(AuditSchema.written());

        check("audit.schema.json", schema + "\n");
    }

    @Test
    void the_drawing_of_the_rooms_is_what_the_rooms_are() throws IOException {
        var rooms = ApplicationModules.of(VerifierApplication.class);
        var arrows = rooms.stream()
                .sorted(Comparator.comparing(DocumentationTests::name))
                .flatMap(room -> room.getDirectDependencies(rooms)
                        .uniqueModules()
                        .map(used -> "    %s --> %s\n".formatted(name(room), name(used)))
                        .sorted())
                .collect(Collectors.joining());

        check("rooms.md", NOTE + """
                # The rooms of the server

                Who uses whom. What each room owns, and what it does not, is said in its `package-info.java`; that nothing else is
                used is a test.

                ```mermaid
                flowchart LR
                """ + arrows + """
                ```
                """);
    }

    private static String name(ApplicationModule room) {
        var name = room.getBasePackage().getName();
        return name.equals("dev.verifier.server")
                ? "doors"
                : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Every module of the conformance suite's plans is there once, with a test of that name. */
    @Test
    void every_module_of_the_conformance_plans_has_its_twin() throws Exception {
        var modules = new Properties();
        try (var names = Files.newInputStream(Path.of("src/test/resources/conformance-modules.properties"))) {
            modules.load(names);
        }
        var twins = new TreeMap<String, List<String>>();
        for (var line : Files.readAllLines(DOCS.resolve("conformance.md"))) {
            var row = TWIN.matcher(line);
            if (row.matches()) {
                var type = row.group("type");
                var file = DOCS.resolve(row.group("file"));
                assertThat(row.group("test")).isEqualTo(row.group("module").replace('-', '_'));
                assertThat(file).exists().hasFileName(type + ".java");
                assertThat(Files.readString(file)).contains("@Test\n    void " + row.group("test") + "()");
                twins.computeIfAbsent(type, _ -> new ArrayList<>()).add(row.group("module"));
            }
        }
        assertThat(twins.keySet()).isEqualTo(modules.keySet());
        assertThat(twins)
                .allSatisfy((type, found) -> assertThat(found)
                        .as(type)
                        .containsExactlyInAnyOrder(modules.getProperty(type).split(" ")));
    }

    /** Where a table says what shows something, that is there; and whatever is said to be so is shown by something. */
    @ParameterizedTest
    @ValueSource(strings = {"conformance.md", "weaknesses.md", "attacks.md", "threat-model.md", "commands.md"})
    void every_test_that_is_named_exists(String document) throws Exception {
        var sources = TestSources.of(Path.of(".."));
        assertThat(sources.unknown("`DocumentationTests#every_test_that_is_named_exists`"))
                .isEmpty();
        assertThat(sources.unknown(
                        "`DocumentationTests.nothing`, `NobodyTests`, `SdJwtTampering.NOTHING`, `DEEP`, `deep`"))
                .containsExactly("DocumentationTests.nothing", "NobodyTests", "SdJwtTampering.NOTHING", "deep");
        for (var line : Files.readAllLines(DOCS.resolve(document))) {
            if (line.startsWith("| ")) {
                var shown = line.substring(line.lastIndexOf(" | ", line.length() - 2));
                assertThat(sources.unknown(shown)).as(line).isEmpty();
                assertThat(line.contains("| **yes**")
                                && TestSources.named(shown).isEmpty())
                        .as(line)
                        .isFalse();
            }
        }
    }

    /** A threat is shown to be prevented, or said not to be; and those that were promised are there. */
    @Test
    void every_threat_has_a_letter_and_a_test_or_says_that_it_has_none() throws Exception {
        var text = Files.readString(DOCS.resolve("threat-model.md"));
        var threats = text.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Threat") && !line.startsWith("| Attack"))
                .toList();
        assertThat(threats).hasSizeGreaterThan(70).allSatisfy(line -> {
            var cells = line.split(" [|] ", -1);
            assertThat(cells).hasSize(5);
            assertThat(cells[1]).matches("[STRIDE]");
            assertThat(TestSources.named(cells[4]).isEmpty()).isEqualTo(cells[4].startsWith("**no test**"));
        });
        assertThat(threats)
                .as("a letter of each kind")
                .extracting(line -> line.split(" [|] ", -1)[1])
                .contains("S,T,R,I,D,E".split(","));
        assertThat(text)
                .contains("| DS-01 ", "| DS-02 ", "| DS-03 ", "| DS-04 ", "| DS-05 ", "| DS-07 ", "| DS-11 ")
                .contains("| LP-01, LP-02 ", "| LP-05 ", "| SC-01, SC-03 ")
                .contains("| S-27 ", "| S-28 ", "| S-37 ", "| S-39 ");
    }

    /** What becomes of an attack is a code that there is, of its own or with the word of a part in front. */
    @Test
    void every_code_that_an_attack_leads_to_exists() throws Exception {
        var known = Files.readString(DOCS.resolve("rejections.md"));
        for (var line : Files.readAllLines(DOCS.resolve("attacks.md"))) {
            if (line.startsWith("| ")) {
                for (var code : TestSources.named(line.split(" [|] ", -1)[2])) {
                    var names = Arrays.stream(Part.values())
                            .map(part -> part.word() + "_")
                            .filter(code::startsWith)
                            .map(part -> "_…%s_".formatted(code.substring(part.length())));
                    assertThat(Stream.concat(Stream.of("`%s`".formatted(code)), names)
                                    .map("| %s |"::formatted))
                            .as(line)
                            .anyMatch(known::contains);
                }
            }
        }
    }

    private static void check(String name, String text) throws IOException {
        var file = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, text);
        }
        assertThat(file).as("./dev docs writes it").hasContent(text);
    }
}
