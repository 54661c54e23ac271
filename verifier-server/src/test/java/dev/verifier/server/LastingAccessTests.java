package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verifier.server.LastingClient.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long people stay signed in: over restarts, and no longer than what they proved. */
@ExtendWith(OutputCaptureExtension.class)
class LastingAccessTests {

    private static final String REFRESHING = "authorization_code, refresh_token";

    private final World world = new World();
    private final LastingClient portal = LastingClient.confidential(world, REFRESHING);
    private final LastingClient app = LastingClient.open(world, "app-that-stays", REFRESHING);
    private final StoppedClock clock = new StoppedClock(Instant.now());

    private RunningServer start(Clock time, String... settings) {
        return atThisMoment(RunningServer.start(time, world.folder.resolve("data"), world.arguments(settings)));
    }

    /** The wallet's clock went on while the server started. */
    private RunningServer atThisMoment(RunningServer server) {
        clock.pass(Duration.between(clock.instant(), Instant.now()));
        return server;
    }

    private static String reason(Http.Answer answer) {
        return answer.status() + " " + answer.json().path("error").asString("") + " " + answer.code();
    }

    /** RF-08; and the moment for which a lost answer is given again. */
    @Test
    void a_family_ends_when_it_was_to_end_however_often_it_is_refreshed() {
        try (var server = start(clock, "--verifier.tokens.refresh-token-lifetime=60s")) {
            var http = server.http();
            var tokens = portal.signIn(http);
            var end =
                    portal.introspect(http, tokens.refresh()).json().get("exp").asLong();
            assertThat(end - clock.instant().getEpochSecond()).isBetween(59L, 60L);
            for (var second = 12; second < 60; second += 12) {
                clock.pass(Duration.ofSeconds(12));
                tokens = Tokens.of(portal.refresh(http, tokens.refresh()));
                assertThat(portal.introspect(http, tokens.refresh())
                                .json()
                                .get("exp")
                                .asLong())
                        .isEqualTo(end);
            }
            clock.pass(Duration.ofSeconds(12));

            assertThat(reason(portal.refresh(http, tokens.refresh())))
                    .isEqualTo("400 invalid_grant refresh_token_invalid");
            assertThat(portal.sees(http, tokens.access()))
                    .as("until its own end")
                    .isTrue();
        }
    }

    @Test
    void a_lost_answer_is_given_again_for_a_minute() {
        try (var server = start(clock)) {
            var http = server.http();
            var tokens = portal.signIn(http);
            var lost = Tokens.of(portal.refresh(http, tokens.refresh()));
            clock.pass(Duration.ofSeconds(59));
            var again = Tokens.of(portal.refresh(http, tokens.refresh()));
            assertThat(again.refresh()).isEqualTo(lost.refresh());
            clock.pass(Duration.ofSeconds(1));

            assertThat(reason(portal.refresh(http, tokens.refresh())))
                    .as("asking again moves nothing")
                    .isEqualTo("400 invalid_grant refresh_token_invalid");
            assertThat(portal.refresh(http, again.refresh()).status()).isEqualTo(400);
        }
    }

    @Test
    void no_family_outlives_its_credential() {
        try (var server = start(clock, "--verifier.tokens.refresh-token-lifetime=365d")) {
            var http = server.http();
            var tokens = portal.signIn(http);
            assertThat(portal.introspect(http, tokens.refresh())
                            .json()
                            .get("exp")
                            .asLong())
                    .isEqualTo(credentialEnds(tokens).getEpochSecond());

            var first = app.signIn(http); // whose clock need not agree
            var until = credentialEnds(first);
            clock.pass(Duration.between(clock.instant(), until).minusMinutes(1));
            var last = Tokens.of(app.refresh(http, first.refresh()));
            assertThat(Browser.payload(last.access()).get("exp").asLong()).isEqualTo(until.getEpochSecond());
            clock.pass(Duration.ofMinutes(1));
            assertThat(app.refresh(http, last.refresh()).status()).isEqualTo(400);
        }
    }

    private static Instant credentialEnds(Tokens tokens) {
        return Instant.parse(
                Browser.payload(tokens.access()).get("vc").get("validUntil").asString());
    }

    /** RL-06, and RL-02 with the restart in between. */
    @Test
    void a_restart_signs_nobody_out() {
        Tokens[] before;
        Tokens answered;
        Tokens lost;
        try (var server = start(Clock.systemUTC())) {
            before = IntStream.range(0, 5)
                    .mapToObj(_ -> portal.signIn(server.http()))
                    .toArray(Tokens[]::new);
            answered = portal.signIn(server.http());
            lost = Tokens.of(portal.refresh(server.http(), answered.refresh()));
        }
        try (var server = start(clock)) {
            var http = server.http();
            for (var tokens : before) {
                assertThat(tokens.userInfo(http)).isEqualTo(200);
                assertThat(Tokens.of(portal.refresh(http, tokens.refresh())).userInfo(http))
                        .isEqualTo(200);
            }
            var again = Tokens.of(portal.refresh(http, lost.refresh()));
            assertThat(again.userInfo(http)).isEqualTo(200);
            assertThat(portal.refresh(http, answered.refresh()).status()).isEqualTo(400);
        }
    }

    /** RF-06 and S-11: access ends when the credential ends. */
    @Test
    void a_credential_that_was_revoked_refreshes_nothing(CapturedOutput output) throws Exception {
        try (var server = start(Clock.systemUTC(), "--verifier.clients.refresh-interval=1s")) {
            var http = server.http();
            var tokens = portal.signIn(http);
            var other = portal.signIn(http, world.otherPerson);
            var id = Browser.payload(tokens.access()).get("vc").get("id").asString();
            Files.writeString(world.folder.resolve("revoked.yaml"), "revoked_credentials: [\"" + id + "\"]\n");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> output.getOut().contains("\"list\":\"revoked\",\"entries\":1")
                            && output.getOut()
                                            .lines()
                                            .filter(line -> line.contains("\"event\":\"ListLoaded\",")
                                                    && line.contains("\"revoked\""))
                                            .count()
                                    > 1);

            // Whichever is first: this refresh, or the look that is taken at every session after the list was read.
            assertThat(reason(portal.refresh(http, tokens.refresh())))
                    .isIn("400 invalid_grant credential_revoked", "400 invalid_grant refresh_token_invalid");
            assertThat(tokens.userInfo(http)).isEqualTo(401);
            assertThat(reason(portal.refresh(http, tokens.refresh())))
                    .isEqualTo("400 invalid_grant refresh_token_invalid");
            assertThat(output.getOut())
                    .containsAnyOf("\"reason\":\"credential_revoked\"", "\"reason\":\"credential_over\"");
            assertThat(portal.refresh(http, other.refresh()).status()).isEqualTo(200);
        }
    }

    /** What the client requires is asked at every refresh, and so is what it required no more. */
    @Test
    void a_client_that_requires_more_than_before_refreshes_for_those_who_have_it() throws Exception {
        var list = world.folder.resolve("clients.yaml");
        var before = Files.readString(list);
        var requiring = before.replace(
                "clientId: \"" + portal.clientId() + "\"\n",
                "clientId: \"" + portal.clientId() + "\"\n    requirements: {powers: [{function: Certification}]}\n");
        assertThat(requiring).isNotEqualTo(before);
        try (var server = start(Clock.systemUTC(), "--verifier.clients.refresh-interval=1s")) {
            var http = server.http();
            var tokens = new AtomicReference<>(portal.signIn(http));

            Files.writeString(list, requiring);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                var answer = portal.refresh(http, tokens.get().refresh());
                if (answer.status() == 200) {
                    tokens.set(Tokens.of(answer));
                    return false;
                }
                return reason(answer).equals("400 invalid_grant required_power_missing");
            });

            Files.writeString(list, before);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> portal.refresh(http, tokens.get().refresh()).status() == 200);
        } finally {
            Files.writeString(list, before);
        }
    }

    /** What cannot be asked grants nothing and ends nothing. */
    @Test
    void a_registry_that_is_away_delays_and_one_that_says_no_ends() {
        try (var registry = new StubServer()) {
            accredit(registry, "LEARCredentialEmployee");
            try (var server = atThisMoment(RunningServer.start(
                    clock,
                    world.folder.resolve("data"),
                    "--verifier.clients.location=file:" + world.folder.resolve("clients.yaml"),
                    "--verifier.trust.anchors=" + world.folder.resolve("anchors.pem"),
                    "--verifier.trust.issuers.registry=" + registry.url("/v4/issuers/"),
                    "--verifier.outbound.allow-private-addresses=true"))) {
                var http = server.http();
                var tokens = app.signIn(http);
                clock.pass(Duration.ofHours(2)); // what it said before is too old by now
                registry.behave(exchange -> StubServer.respond(exchange, 500, ""));

                var answer = app.refresh(http, tokens.refresh());
                assertThat(reason(answer)).isEqualTo("503 temporarily_unavailable trust_unavailable");
                assertThat(answer.header("Retry-After")).isNotEmpty();

                clock.pass(Duration.ofMinutes(1));
                accredit(registry, "LEARCredentialEmployee");
                var next = Tokens.of(app.refresh(http, tokens.refresh()));

                clock.pass(Duration.ofMinutes(10));
                accredit(registry, "LEARCredentialMachine");
                assertThat(reason(app.refresh(http, next.refresh())))
                        .isEqualTo("400 invalid_grant issuer_not_accredited");
                assertThat(next.userInfo(http)).isEqualTo(401);
            }
        }
    }

    private static void accredit(StubServer registry, String type) {
        var body = "{\"credentialsType\":\"" + type + "\",\"claims\":[]}";
        registry.serve("""
                {"did":"did:elsi:%s","attributes":[{"hash":"x","body":"%s","issuerType":"TI"}]}""".formatted(
                        World.ORGANIZATION, Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({"standard, false", "dome, true"})
    void in_dome_every_confidential_client_with_a_code_refreshes(String profile, boolean refreshes) {
        var once = LastingClient.confidential(world, "authorization_code");
        var onceApp = LastingClient.open(world, "app-that-asks-again", "authorization_code");
        try (var server = start(Clock.systemUTC(), "--verifier.compatibility.profile=" + profile)) {
            var tokens = once.signIn(server.http());

            assertThat(tokens.refresh().isEmpty()).isEqualTo(!refreshes);
            assertThat(once.refresh(server.http(), tokens.refresh()).status()).isEqualTo(refreshes ? 200 : 400);
            assertThat(onceApp.signIn(server.http()).refresh()).as("public").isEmpty();
            var metrics = server.management().get("/prometheus").body();
            assertThat(metrics.contains("verifier_compatibility_total{quirk=\"refresh-unregistered\"} 1.0"))
                    .isEqualTo(refreshes);
        }
    }

    /** What is remembered of a grant is remembered until nothing of it is good any more, and no longer. */
    @Test
    void a_grant_is_remembered_until_its_end() {
        try (var server = start(clock, "--verifier.tokens.refresh-token-lifetime=6h")) {
            var http = server.http();
            var database = server.context().getBean(JdbcClient.class);
            var tokens = portal.signIn(http);
            portal.revoke(
                    http, Tokens.of(portal.refresh(http, tokens.refresh())).access());

            // The database keeps microseconds, and rounds.
            var ends = ends(database, "select ends_at from authorization_grant");
            assertThat(ends)
                    .isBetween(
                            clock.instant().plus(Duration.ofHours(6)).minusSeconds(1),
                            clock.instant().plus(Duration.ofHours(6)).plusMillis(1));
            assertThat(ends(database, "select worthless_from from revoked_token"))
                    .isBetween(
                            clock.instant().plus(Duration.ofHours(1)).minusSeconds(1),
                            clock.instant().plus(Duration.ofHours(1)).plusMillis(1));
            assertThat(database.sql("select content from authorization_grant")
                            .query(String.class)
                            .single())
                    .doesNotContain(
                            tokens.refresh(), tokens.access(), tokens.refresh().substring(0, 24));
        }
    }

    private static Instant ends(JdbcClient database, String query) {
        return database.sql(query)
                .query((row, _) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
    }
}
