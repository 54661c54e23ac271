package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VouchingTests {

    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P30DT1S, 0, false",
        "P30D, 1, false",
        "P7DT1S, 1, false",
        "P7D, 2, false",
        "P1D, 3, false",
        "PT0.001S, 3, false",
        "PT0S, 4, true",
        "-P1D, 4, true"
    })
    void operators_are_reminded_a_month_a_week_and_a_day_before_and_at_the_end(
            Duration before, int reminders, boolean isOver) {
        var vouching = new Vouching("", "certificate", END);

        assertThat(vouching.reminders(END.minus(before))).isEqualTo(reminders);
        assertThat(vouching.isOver(END.minus(before))).isEqualTo(isOver);
    }
}
