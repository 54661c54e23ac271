package dev.verifier.server.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.server.StoppedClock;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** A list survives its source: away, broken, lying, or shrunken to nothing. */
class LatestGoodTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Comparator<List<String>> SHORTER_IS_NEWER =
            Comparator.comparingInt((List<String> names) -> names.size()).reversed();
    private static final String PROPERTY = "verifier.clients.location";

    @TempDir
    private Path folder;

    private final StoppedClock clock = new StoppedClock(AT);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final StubServer source = new StubServer();
    private @Nullable OutboundHttp http;

    @BeforeEach
    void open() {
        var policy = new EgressPolicy(true, Duration.ofSeconds(1), Duration.ofSeconds(2), 10_000, 1_000, null);
        http = OutboundHttp.open(policy, EventLog.of(clock, metrics));
    }

    @AfterEach
    void close() throws IOException {
        Objects.requireNonNull(http).close();
        source.close();
    }

    @Test
    void a_list_from_the_web_is_asked_for_by_its_version() {
        source.behave(exchange -> {
            if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.getResponseHeaders().add("ETag", "\"v1\"");
                StubServer.respond(exchange, 200, "a,b");
            }
        });
        var list = lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);
        clock.pass(Duration.ofMinutes(5));

        list.refresh();

        assertThat(list.current()).contains(List.of("a", "b"));
        assertThat(list.asOf()).isEqualTo(AT.plus(Duration.ofMinutes(5)));
        assertThat(reloads("loaded")).isEqualTo(1);
        assertThat(reloads("unchanged")).isEqualTo(1);
    }

    /** RL-17, RL-18. */
    @Test
    void the_list_in_use_stays_when_its_source_is_away_broken_or_lying() {
        source.serve("a,b");
        var list = lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);

        for (StubServer.Behaviour broken : List.<StubServer.Behaviour>of(
                exchange -> StubServer.respond(exchange, 500, "x"),
                exchange -> StubServer.respond(exchange, 404, ""),
                exchange -> StubServer.respond(exchange, 200, "<html>"),
                exchange -> StubServer.respond(exchange, 200, ""),
                exchange -> StubServer.respond(exchange, 200, "a".repeat(1_001)),
                exchange -> StubServer.respond(exchange, 200, "dynamite"),
                exchange -> {
                    exchange.getResponseHeaders().add("Location", source.url("/elsewhere"));
                    exchange.sendResponseHeaders(302, -1);
                })) {
            source.behave(broken);
            assertThat(list.refresh()).isPresent();
            assertThat(list.current()).contains(List.of("a", "b"));
            assertThat(list.asOf()).isEqualTo(AT);
        }
        assertThat(source.asked()).doesNotContain("GET /elsewhere");
        assertThat(reloads("refused")).isEqualTo(3);
        source.serve("a,b,c");
        assertThat(list.refresh()).isEmpty();
        assertThat(list.current()).contains(List.of("a", "b", "c"));
    }

    /** RL-22. */
    @Test
    void a_source_that_never_answers_costs_no_more_than_the_deadline() {
        source.behave(exchange -> sleep(Duration.ofSeconds(10)));
        var list = lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);

        assertThat(list.loaded()).isFalse();
        source.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (var i = 0; i < 100; i++) {
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                sleep(Duration.ofMillis(100));
            }
        });
        var began = System.nanoTime();
        assertThat(list.refresh()).contains("timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void a_list_that_lost_nearly_everything_is_taken_for_an_accident() {
        source.serve(
                String.join(",", IntStream.range(0, 20).mapToObj(i -> "n" + i).toList()));
        var list = lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);

        for (var shrunken : List.of("none", "n1", "n1,n2")) {
            source.serve(shrunken);
            assertThat(list.refresh()).isPresent();
            assertThat(list.current().orElseThrow()).hasSize(20);
        }
        source.serve("n1,n2,n3");
        list.refresh();
        assertThat(list.current().orElseThrow()).hasSize(3);
        source.serve("n1");
        list.refresh();
        assertThat(list.current().orElseThrow()).hasSize(1);
    }

    @Test
    void a_newer_edition_that_lost_nearly_everything_is_its_operators_word() {
        source.serve(
                String.join(",", IntStream.range(10, 30).mapToObj(i -> "n" + i).toList()));
        var list = lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names, SHORTER_IS_NEWER);

        source.serve("n1");
        assertThat(list.refresh()).isEmpty();
        assertThat(list.current()).contains(List.of("n1"));
        source.serve("none");
        assertThat(list.refresh()).isEmpty();
        assertThat(list.current()).contains(List.of());
        source.serve("n1");
        assertThat(list.refresh()).as("an older edition").isPresent();
        assertThat(list.current()).contains(List.of());
    }

    /** RL-16. */
    @Test
    void the_copy_on_disk_serves_while_the_source_is_away_at_the_start() {
        source.serve("a,b");
        lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);
        source.behave(exchange -> StubServer.respond(exchange, 503, ""));

        var restarted = lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);

        assertThat(restarted.current()).contains(List.of("a", "b"));
        assertThat(restarted.asOf()).isNotEqualTo(Instant.EPOCH);
        assertThat(reloads("copy")).isEqualTo(1);
    }

    /** RL-16. */
    @Test
    void without_a_copy_a_source_that_is_away_at_the_start_leaves_the_list_unloaded() {
        var list = lists().open("names", PROPERTY, "http://127.0.0.1:1/list", LatestGoodTests::names);

        assertThat(list.loaded()).isFalse();
        assertThat(list.current()).isEmpty();
    }

    @Test
    void a_file_that_is_missing_or_unreadable_at_the_start_is_a_mistake_and_no_outage() throws IOException {
        var file = folder.resolve("list");
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> lists().open("names", PROPERTY, "file:" + file, LatestGoodTests::names))
                .satisfies(e -> assertThat(e.getName()).isEqualTo(PROPERTY));
        for (var broken : List.of("<html>", "dynamite")) {
            Files.writeString(file, broken);
            assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                    .isThrownBy(() -> lists().open("names", PROPERTY, "file:" + file, LatestGoodTests::names));
        }
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> lists().open("names", PROPERTY, "ftp://x/list", LatestGoodTests::names));
    }

    /** RL-54. */
    @Test
    void a_file_is_read_again_and_a_broken_one_changes_nothing() throws IOException {
        var file = Files.writeString(folder.resolve("list"), "a");
        var list = lists().open("names", PROPERTY, "file://" + file, LatestGoodTests::names);

        assertThat(list.refresh()).isEmpty();
        assertThat(reloads("unchanged")).isEqualTo(1);
        for (var i = 0; i < 100; i++) {
            Files.writeString(file, "<html>" + i);
            assertThat(list.refresh()).isPresent();
        }
        assertThat(list.current()).contains(List.of("a"));
        Files.delete(file);
        assertThat(list.refresh()).isPresent();
        Files.writeString(file, "b");
        assertThat(list.refresh()).isEmpty();
        assertThat(list.current()).contains(List.of("b"));
    }

    @Test
    void the_age_of_a_list_is_a_metric() {
        source.serve("a");
        lists().open("names", PROPERTY, source.url("/list"), LatestGoodTests::names);
        clock.pass(Duration.ofSeconds(90));

        assertThat(metrics.get("verifier.list.age")
                        .tag("list", "names")
                        .timeGauge()
                        .value(java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo(90);
    }

    private double reloads(String result) {
        return metrics.get("verifier.reload").tag("result", result).counter().count();
    }

    private Lists lists() {
        return new Lists(
                Objects.requireNonNull(http),
                EventLog.of(clock, metrics),
                clock,
                metrics,
                folder.resolve("copies"),
                1_000,
                Duration.ofMinutes(30));
    }

    /** Names with commas between them; {@code none} is the empty list; {@code dynamite} finds the error in the reader. */
    private static ListReading<List<String>> names(byte[] document) {
        var text = new String(document, StandardCharsets.UTF_8).strip();
        if (text.equals("dynamite")) {
            throw new IllegalStateException("nobody thought of this");
        }
        if (text.isEmpty() || text.startsWith("<")) {
            var findings = new ArrayList<Finding>();
            findings.add(new Finding(Finding.Severity.ERROR, 1, "", "document", "no names"));
            return ListReading.unreadable(findings);
        }
        var names = text.equals("none") ? List.<String>of() : List.of(text.split(",", -1));
        return new ListReading<>(names, names.size(), List.of());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
