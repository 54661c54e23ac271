package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The whole bench in short, with the packaged server. */
class BenchTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    /** What it measured is printed, for whoever wonders since when a token costs more; it takes less than a minute, and holds nobody to it. */
    @Test
    void measures_the_real_server_and_leaves_no_process_behind() throws Exception {
        var exit = bench("--seconds", "1", "--rounds", "2", "--warm-ups", "5", "--json", file("figures.json"));

        assertThat(exit).as(err.toString()).isZero();
        System.out.print(out);
        assertThat(out.toString()).contains("3 verifications", "2 verifications", "tokens/s", "CPU / signatures");
        assertThat(results()).hasSize(5);
        for (var result : results().subList(0, 2)) {
            assertThat(median(result, "tokens/s")).isGreaterThan(10);
            assertThat(median(result, "CPU / signatures")).isGreaterThan(1);
            assertThat(median(result, "KB allocated")).isBetween(10.0, 10_000.0);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void nodes_that_share_postgresql_take_each_other_s_part() throws Exception {
        var exit = bench(
                "--clients",
                "--postgresql",
                "--nodes",
                "2",
                "--connections",
                "4",
                "--seconds",
                "1",
                "--rounds",
                "1",
                "--warm-ups",
                "1",
                "--json",
                file("figures.json"));

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("2 nodes, PostgreSQL", "exchanges/s", "refreshes/s");
        // Commits are counted by PostgreSQL up to a second later, which is as long as this round is.
        assertThat(median(results().getFirst(), "PostgreSQL bytes written")).isPositive();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void many_may_have_stayed_when_it_is_started_again() throws Exception {
        var exit = bench(
                "--clients",
                "--families",
                "1000",
                "--connections",
                "4",
                "--seconds",
                "1",
                "--rounds",
                "1",
                "--warm-ups",
                "0",
                "--json",
                file("figures.json"));

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1000 refresh families are stored", "refreshes/s");
        assertThat(median(results().getFirst(), "start ms, all stored")).isPositive();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void people_sign_in_and_all_who_wait_are_told_to_go_on() throws Exception {
        var exit = bench(
                "--logins",
                "--browsers",
                "30",
                "--seconds",
                "1",
                "--rounds",
                "1",
                "--warm-ups",
                "1",
                "--json",
                file("figures.json"));

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "with jwt_vc_json, seven requests: 2 verifications, 3 signatures and 1 key agreement",
                        "with dc+sd-jwt, seven requests: 2 verifications, 3 signatures and 1 key agreement",
                        "logins/s",
                        "30 browsers wait at once");
        assertThat(results()).hasSize(3);
        assertThat(median(results().getFirst(), "CPU / signatures")).isGreaterThan(1);
        var told = Objects.requireNonNull(
                results().getLast().figures().get("browser is told after its wallet's answer, ms"));
        assertThat(told.min()).isPositive();
        assertThat(told.max()).isLessThan(10_000);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void a_confidential_client_asks_redeems_refreshes_and_introspects() throws Exception {
        var exit = bench(
                "--clients", "--seconds", "1", "--rounds", "1", "--warm-ups", "1", "--json", file("figures.json"));

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "1 verification and 2 signatures",
                        "exchanges/s",
                        "refreshes/s",
                        "introspections/s",
                        "userinfo");
        assertThat(results()).hasSize(7);
        for (var result : results()) {
            assertThat(median(result, "p50 ms")).isPositive();
            assertThat(median(result, "KB allocated")).isPositive();
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    /** Peers are not there, and nothing is packaged: that is told, and the rest is measured. */
    @Test
    @Tag("slow")
    void everything_that_is_aimed_at_has_a_figure_or_says_why_not() throws Exception {
        var exit = bench(
                "--targets",
                "--quick",
                "--rounds",
                "1",
                "--warm-ups",
                "0",
                "--browsers",
                "20",
                "--package",
                file("nowhere"),
                "--pictures",
                folder.toString(),
                "--json",
                file("figures.json"));

        assertThat(exit).as(err.toString()).isZero();
        var page = Files.readString(folder.resolve("targets.md"));
        var figures = Arrays.stream(Aim.values())
                .filter(aim -> !List.of(Aim.KEYCLOAK, Aim.PROVIDER, Aim.START, Aim.START_RATIO, Aim.SCALING)
                        .contains(aim))
                .toList();
        for (var aim : figures) {
            assertThat(page.lines().filter(line -> line.startsWith("| " + aim.words() + " |")))
                    .singleElement()
                    .asString()
                    .doesNotContain("not measured");
        }
        assertThat(page).contains("there is no package in", "was not fetched", "](targets-ratio.svg)");
        assertThat(results()).hasSizeGreaterThan(12);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void where_there_is_no_room_for_a_browser_it_is_told() {
        var exit = bench(
                "--logins",
                "--browsers",
                "30",
                "--seconds",
                "1",
                "--rounds",
                "1",
                "--warm-ups",
                "0",
                "--",
                "--verifier.limits.waiting-browsers=20");

        assertThat(exit).isOne();
        assertThat(err.toString()).contains("browsers begin to wait: 10 failed", "503");
    }

    @Test
    void a_server_that_does_not_start_is_told_in_its_own_words() throws Exception {
        var exit = bench("--", "--verifier.isuer=https://verifier.example");

        assertThat(exit).isOne();
        assertThat(err.toString()).contains("the server does not start", "verifier.isuer");
    }

    @Test
    void a_server_that_refuses_is_told() throws Exception {
        var exit = bench("--seconds", "1", "--", "--verifier.limits.token-per-client=3/1m");

        assertThat(exit).isOne();
        assertThat(err.toString()).contains("failed:", "429");
    }

    @Test
    void nonsense_is_refused_before_anything_is_started() {
        assertThat(bench("--seconds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds must be from 1 to 30");
        assertThat(bench("--logins", "--clients")).isEqualTo(2);
        assertThat(bench("--nodes", "3")).isEqualTo(2);
        assertThat(bench("--quick")).isEqualTo(2);
        assertThat(bench("--targets", "--only", "people,nobody")).isEqualTo(2);
        assertThat(bench("--targets", "--logins")).isEqualTo(2);
        assertThat(bench("--logins", "--browsers", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--browsers must be from 1 to 20000");
    }

    private int bench(String... arguments) {
        var jar = "../verifier-server/target/verifier-server.jar";
        return Bench.commandLine(InstantSource.system(), new SecureRandom())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(with(List.of("--server", jar), arguments));
    }

    private static String[] with(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Arrays.stream(rest)).toArray(String[]::new);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private List<Report.Result> results() throws IOException {
        var figures = JsonMapper.shared()
                .readValue(
                        Files.readString(folder.resolve("figures.json")), new TypeReference<Map<String, Object>>() {});
        return JsonMapper.shared().convertValue(figures.get("results"), new TypeReference<List<Report.Result>>() {});
    }

    private static double median(Report.Result result, String figure) {
        return Objects.requireNonNull(result.figures().get(figure)).median();
    }
}
