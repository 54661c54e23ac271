package dev.verifier.server.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.jose.Limits;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nonces that nobody remembers (RFC 9449 §8). */
class NoncesTests {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private final Nonces required = new Nonces(() -> "secret", true);
    private final Nonces optional = new Nonces(() -> "secret", false);

    private static String outcome(Nonces nonces, @Nullable String nonce, Duration later) {
        var key = WalletKey.generate(new SecureRandom());
        var proof = DpopProof.of(
                key, "GET", URI.create("https://verifier.example/"), BEGIN.plus(later), new SecureRandom());
        var request = new ProofRequest(
                "GET", Set.of(TargetUri.parse("https://verifier.example").orElseThrow()), null);
        try {
            var next = new ProofVerifier(new Limits(16_000, 8), nonces)
                    .verify((nonce == null ? proof : proof.nonce(nonce)).compact(), request, BEGIN.plus(later))
                    .nextNonce();
            return next == null ? "ok" : "next " + next;
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @Test
    void a_nonce_is_good_in_its_window_and_told_its_successor_in_the_next() {
        var nonce = required.current(BEGIN);

        assertThat(outcome(required, nonce, Duration.ZERO)).isEqualTo("ok");
        assertThat(outcome(required, nonce, Duration.ofSeconds(179))).isEqualTo("ok");
        assertThat(outcome(required, nonce, Duration.ofMinutes(3)))
                .isEqualTo("next " + required.current(BEGIN.plusSeconds(180)));
        assertThat(outcome(required, nonce, Duration.ofSeconds(359))).startsWith("next ");
        assertThat(outcome(required, nonce, Duration.ofMinutes(6))).isEqualTo("dpop_nonce_needed");
    }

    @Test
    void none_at_all_is_enough_where_none_is_required_and_a_wrong_one_never_is() {
        assertThat(outcome(optional, null, Duration.ZERO)).isEqualTo("ok");
        assertThat(outcome(required, null, Duration.ZERO)).isEqualTo("dpop_nonce_needed");
        for (var nonces : List.of(optional, required)) {
            assertThat(outcome(nonces, "", Duration.ZERO)).isEqualTo("dpop_nonce_needed");
            assertThat(outcome(nonces, "nonsense", Duration.ZERO)).isEqualTo("dpop_nonce_needed");
            assertThat(outcome(nonces, nonces.current(BEGIN.plusSeconds(180)), Duration.ZERO))
                    .isEqualTo("dpop_nonce_needed");
        }
    }

    @Test
    void nonces_are_the_same_on_every_node_and_nobody_else_s() {
        assertThat(optional.current(BEGIN)).isEqualTo(required.current(BEGIN)).hasSize(43);
        assertThat(new Nonces(() -> "another", true).current(BEGIN)).isNotEqualTo(required.current(BEGIN));
    }
}
