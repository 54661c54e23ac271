package dev.verifier.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidityWindowTests {

    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T00:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void holds_from_its_first_instant_on_and_no_longer_at_its_last() {
        var days = new ValidityWindow(TUESDAY, FRIDAY);

        assertThat(days.contains(TUESDAY.minusNanos(1))).isFalse();
        assertThat(days.contains(TUESDAY)).isTrue();
        assertThat(days.contains(FRIDAY.minusNanos(1))).isTrue();
        assertThat(days.contains(FRIDAY)).isFalse();
    }

    @Test
    void what_is_over_has_begun() {
        var days = new ValidityWindow(TUESDAY, FRIDAY);

        assertThat(days.hasBegun(MONDAY)).isFalse();
        assertThat(days.hasBegun(TUESDAY)).isTrue();
        assertThat(days.hasBegun(SUNDAY)).isTrue();
    }

    @Test
    void two_hold_together_from_the_later_beginning_to_the_earlier_end() {
        var early = new ValidityWindow(MONDAY, FRIDAY);
        var late = new ValidityWindow(TUESDAY, SUNDAY);
        var both = new ValidityWindow(TUESDAY, FRIDAY);

        assertThat(early.and(late)).isEqualTo(both);
        assertThat(late.and(early)).isEqualTo(both);
        assertThat(both.and(ValidityWindow.ALWAYS)).isEqualTo(both);
        assertThat(ValidityWindow.ALWAYS.and(both)).isEqualTo(both);
    }
}
