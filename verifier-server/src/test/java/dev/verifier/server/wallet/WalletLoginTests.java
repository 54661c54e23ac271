package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an answer is, once it was believed. */
class WalletLoginTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    /** VP-02: for as long as a wallet may be trying again, and for the same answer. */
    @Test
    void an_answer_may_be_repeated_for_half_a_minute() {
        var answered = new WalletLogin.Answered(AT, Digest.of("the code"));

        assertThat(answered.mayBeRepeated("the code", AT.plusSeconds(29))).isTrue();
        assertThat(answered.mayBeRepeated("the code", AT.plusSeconds(30))).isFalse();
        assertThat(answered.mayBeRepeated("another", AT.plusSeconds(1))).isFalse();
    }
}
