package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final SecureRandom random = new SecureRandom();

    @Test
    void every_request_is_sent_once_and_no_two_have_an_id_in_common() throws Exception {
        try (var server = new PaperServer(_ -> PaperServer.TOKEN)) {
            var errand = Errand.token(login(server));

            var round = load(server, 4).send(errand.name(), errand.prepare(60, AT), () -> Usage.NOTHING);

            assertThat(round.nanos()).hasSize(60).isSorted();
            assertThat(round.millis(0)).isPositive();
            assertThat(server.forms)
                    .hasSize(60)
                    .allSatisfy((_, times) -> assertThat(times).isOne());
            assertThat(server.forms.keySet().stream().flatMap(LoadTests::ids))
                    .hasSize(120)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void at_a_rate_none_begins_before_its_time_and_waiting_for_others_counts() throws Exception {
        try (var server = new PaperServer(_ -> PaperServer.TOKEN)) {
            var errand = Errand.token(login(server));

            var round = load(server, 1).send(errand.name(), errand.prepare(20, AT), () -> Usage.NOTHING, 100);

            assertThat(round.nanos()).hasSize(20).isSorted();
            assertThat(round.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(190));

            // All are due at once, and the last waits for the nineteen before it on the one connection.
            var crowd = load(server, 1).send(errand.name(), errand.prepare(20, AT), () -> Usage.NOTHING, 1e9);

            assertThat(crowd.millis(1)).isGreaterThan(crowd.elapsed().toNanos() / 1e6 * 0.5);
        }
    }

    @Test
    void assertions_outlive_the_longest_round_and_are_still_taken() throws Exception {
        try (var server = new PaperServer(_ -> PaperServer.TOKEN)) {
            var errand = Errand.token(login(server).runbook());
            load(server, 1).send(errand.name(), errand.prepare(1, AT), () -> Usage.NOTHING);

            var claims = CompactJws.parse(
                            assertion(server.forms.keySet().iterator().next()))
                    .claims();
            var expiry = Long.parseLong(String.valueOf(claims.get("exp")));
            assertThat(expiry - AT.getEpochSecond()).isBetween(Plan.LONGEST_ROUND.toSeconds() + 60, 600L);
        }
    }

    @Test
    void one_refusal_spoils_the_round_and_is_told() throws Exception {
        var refusal = new Answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"replayed\"}");
        try (var server = new PaperServer(count -> count == 20 ? refusal : PaperServer.TOKEN)) {
            assertRefused(server, "1 failed", "401 " + refusal.body());
        }
    }

    @Test
    void a_200_without_a_token_is_a_refusal() throws Exception {
        try (var server = new PaperServer(_ -> new Answer(200, "{\"access_token\":\"\"}"))) {
            assertRefused(server, "40 failed", "200 {\"access_token\":\"\"}");
        }
    }

    @Test
    void a_server_that_is_away_is_told() throws Exception {
        var server = new PaperServer(_ -> PaperServer.TOKEN);
        server.close();

        assertRefused(server, "a connection broke", "ConnectException");
    }

    @Test
    void a_round_is_broken_off_in_time() throws Exception {
        try (var server = new PaperServer(_ -> PaperServer.TOKEN)) {
            var errand = Errand.token(login(server));
            var hasty = new Load(List.of(server.address()), 2, Duration.ZERO);

            assertThatThrownBy(() -> hasty.send(errand.name(), errand.prepare(10, AT), () -> Usage.NOTHING))
                    .isInstanceOf(RefusedException.class);
            assertThat(server.forms).isEmpty();
        }
    }

    private void assertRefused(PaperServer server, String... said) {
        var errand = Errand.token(login(server));
        assertThatThrownBy(() -> load(server, 2).send(errand.name(), errand.prepare(40, AT), () -> Usage.NOTHING))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(said);
    }

    private static Load load(PaperServer server, int connections) {
        return new Load(List.of(server.address()), connections, Duration.ofSeconds(30));
    }

    private MachineLogin login(PaperServer server) {
        var seal = TestAuthority.create(AT, random).seal("VATES-A12345678", SealKey.P_256);
        return MachineLogin.builder(WalletKey.generate(random), server.issuer(), AT, random)
                .seal(seal)
                .build();
    }

    /** Those of the assertion and of the presentation in it. */
    private static Stream<Object> ids(String form) {
        var assertion = CompactJws.parse(assertion(form)).claims();
        var encoded = String.valueOf(assertion.get("vp_token"));
        var presentation = new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
        return List.of(assertion, CompactJws.parse(presentation).claims()).stream()
                .map(claims -> claims.get("jti"));
    }

    private static String assertion(String form) {
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("client_assertion="))
                .map(field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
