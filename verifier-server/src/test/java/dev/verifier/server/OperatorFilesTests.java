package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.server.audit.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are given to look at a server with: each number that the files ask for is there, and each that is there is explained. */
class OperatorFilesTests {

    private static final Path DASHBOARD = Path.of("../deploy/grafana/verifier.json");
    private static final Path RULES = Path.of("../deploy/prometheus");
    private static final Path ALERTS = RULES.resolve("verifier-alerts.yaml");
    private static final Path CATALOGUE = Path.of("../docs/observability.md");
    private static final Path PROMTOOL = Path.of(System.getProperty("promtool", "/usr/bin/promtool"));

    private static final Pattern SERIES =
            Pattern.compile("\\b((?:verifier|http_server|jvm|hikaricp|process)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("\\b([a-z_]+)(?:=~?|!=|!~)\"");
    private static final Pattern ROW = Pattern.compile("^\\| `(verifier_[a-z_]+)` \\| ([^|]*) \\|", Pattern.MULTILINE);
    /** What whoever asks adds, and what the dashboard's buckets are about. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

    private static final Map<String, Set<String>> EXPOSED = new TreeMap<>();

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        var world = new World();
        var access = world.authority.access("localhost", Duration.ofDays(50));
        var key = Files.writeString(folder.resolve("key.pem"), access.keyPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (var server = RunningServer.start(
                folder.resolve("data"),
                world.arguments(
                        "--management.metrics.distribution.slo.http.server.requests=250ms,1s",
                        "--verifier.keys.signing=" + key,
                        "--verifier.keys.certificate-chain="
                                + Files.writeString(folder.resolve("chain.pem"), access.chainPem())))) {
            var http = server.http();
            http.token(world.login().form());
            new Browser(http).signIn(world, world.person, Browser.request());
            // What is rare happens to the log only.
            var log = server.context().getBean(EventLog.class);
            EventSamples.full().forEach(log::publish);
            var body = server.management().get("/prometheus").body();
            body.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> exposed(line.substring(0, line.lastIndexOf(' '))));
        }
    }

    private static void exposed(String series) {
        var labels = EXPOSED.computeIfAbsent(series.replaceFirst("\\{.*", ""), _ -> new TreeSet<>());
        LABEL.matcher(series).results().forEach(label -> labels.add(label.group(1)));
    }

    @Test
    void each_series_of_the_dashboard_is_there() throws IOException {
        var board = new JsonMapper().readTree(Files.readAllBytes(DASHBOARD));
        var asked = board.get("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .toList();

        assertThat(asked).hasSizeGreaterThan(20).allSatisfy(OperatorFilesTests::isThere);
    }

    @Test
    void each_series_of_the_alert_rules_is_there_and_each_rule_says_what_it_is_about() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        JsonNode file = new JsonMapper().valueToTree(yaml.load(Files.readString(ALERTS)));
        var rules = file.get("groups")
                .valueStream()
                .flatMap(group -> group.get("rules").valueStream())
                .toList();

        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            isThere(rule.get("expr").asString());
            assertThat(rule.at("/annotations/summary").asString()).isNotEmpty();
            assertThat(rule.at("/labels/severity").asString()).isIn("page", "ticket");
        });
        assertThat(rules).extracting(rule -> rule.get("alert").asString()).doesNotHaveDuplicates();
    }

    /** And does with them what is wanted: a quiet server wakes nobody, the first failure of its kind is noticed. */
    @ParameterizedTest
    @CsvSource({"check, verifier-alerts.yaml", "test, verifier-alerts.test.yaml"})
    void prometheus_understands_the_alert_rules(String verb, String file) throws Exception {
        assumeThat(PROMTOOL).as("Debian's package prometheus has it").isExecutable();
        var said = new ProcessBuilder(PROMTOOL.toString(), verb, "rules", file)
                .directory(RULES.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(said.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said.waitFor()).as(output).isZero();
    }

    @Test
    void each_number_of_ours_is_in_the_catalogue_with_its_labels_and_no_other_is() throws IOException {
        var explained = new TreeMap<String, Set<String>>();
        ROW.matcher(Files.readString(CATALOGUE))
                .results()
                .forEach(row -> explained.put(row.group(1), Set.copyOf(TestSources.named(row.group(2)))));
        var ours = new HashMap<>(EXPOSED);
        ours.keySet().removeIf(name -> !name.startsWith("verifier_"));

        assertThat(explained).isEqualTo(ours);
    }

    /** A control: this is what the others would find. */
    @Test
    void what_is_not_there_is_noticed() {
        assertThat(missing("sum(verifier_nothing_total{job=\"verifier\"})")).containsExactly("verifier_nothing_total");
        assertThat(missing("verifier_token_total{grant=\"x\", colour=\"red\"}"))
                .containsExactly("verifier_token_total{colour}");
    }

    private static void isThere(String expression) {
        assertThat(missing(expression)).as(expression).isEmpty();
        assertThat(Stream.of("verifier_", "http_server_", "jvm_", "hikaricp_", "process_", "up{"))
                .anyMatch(expression::contains);
    }

    private static Set<String> missing(String expression) {
        var missing = new HashSet<String>();
        SERIES.matcher(expression).results().forEach(series -> {
            var name = series.group(1);
            var labels = EXPOSED.get(name);
            if (labels == null) {
                missing.add(name);
            } else if (series.group(2) != null) {
                LABEL.matcher(series.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !labels.contains(label) && !OF_PROMETHEUS.contains(label))
                        .forEach(label -> missing.add(name + "{" + label + "}"));
            }
        });
        return missing;
    }
}
