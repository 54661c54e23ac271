package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as strangers write them: kept as they are, or refused, and never at a price. */
class JsonNumbersTests {

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 999999999999999999L, 1000000000000000000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_whole_number_that_a_long_holds_is_one(long number) throws RejectedException {
        assertThat(read(Long.toString(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "0.1",
                "0.123456789",
                "-1.50",
                "1e1",
                "1E+308",
                "1e-0300"
            })
    void any_other_number_is_kept_digit_by_digit(String number) throws RejectedException {
        assertThat(read(number)).isEqualTo(new BigDecimal(number));
    }

    @Test
    void a_number_has_sixty_four_digits_and_no_more() throws RejectedException {
        assertThat(read("9".repeat(64))).isEqualTo(new BigDecimal("9".repeat(64)));
        refused("9".repeat(65));
        refused("0." + "1".repeat(65));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e309",
                "-1e309",
                "1e-99999999999",
                "0e99999999999",
                "0E-99999999999",
                "1e000001",
                "1e-999999999",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "0x10",
                "Infinity",
            })
    void a_number_that_no_double_holds_or_two_parsers_read_differently_is_refused(String number) {
        refused(number);
    }

    private static Object read(String number) throws RejectedException {
        var members = Json.object(
                ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8), 4, Rejection.KeyNotUsable::new);
        return Objects.requireNonNull(members.get("n"));
    }

    private static void refused(String number) {
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> read(number));
    }
}
