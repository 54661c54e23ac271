package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is what it says it is. */
class ShownTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final WalletKey person = WalletKey.generate(random);

    @ParameterizedTest
    @EnumSource
    void every_format_is_accepted_over_two_signatures(CredentialFormat format) throws Exception {
        var shown = Shown.of(format, person, AT, random);

        assertThat(shown.accepted().credential(Shown.QUERY).format()).isEqualTo(format);
        assertThat(shown.forgotten().accepted().credential(Shown.QUERY).format())
                .isEqualTo(format);
        assertThat(shown.texts()).hasSize(2);
        assertThat(Floor.over(person, shown.texts(), Crypto.of(false).getFirst())
                        .micros(Duration.ofMillis(20)))
                .isBetween(10.0, 50_000.0);
    }

    @Test
    void five_elements_of_a_licence_are_shown() throws Exception {
        var shown = Shown.of(CredentialFormat.MSO_MDOC, person, AT, random);

        assertThat(shown.accepted().credential(Shown.QUERY).document().values())
                .singleElement()
                .satisfies(elements -> assertThat((Map<?, ?>) elements).hasSize(5));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_accepted_is_not_measured(CredentialFormat format) throws Exception {
        var shown = Shown.of(format, person, AT, random);
        var late = new Shown(
                shown.presentation(),
                shown.judge(),
                shown.verifier(),
                shown.asked(),
                AT.plus(Duration.ofDays(4000)),
                shown.texts());

        assertThatIllegalStateException().isThrownBy(late::accepted);
    }
}
