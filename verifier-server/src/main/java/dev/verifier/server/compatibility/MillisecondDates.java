package dev.verifier.server.compatibility;

import dev.verifier.jose.NumericDates;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Back ends of the ecosystem write {@code exp} and {@code iat} in milliseconds. A number that would be a date after the year 5138
 * in seconds is read as milliseconds; every other check stays.
 *
 * @param uses where its use is counted
 */
record MillisecondDates(Uses uses) implements NumericDates {

    private static final BigDecimal LATEST_IN_SECONDS = new BigDecimal("100000000000");

    @Override
    public Instant instant(BigDecimal number) {
        if (number.compareTo(LATEST_IN_SECONDS) <= 0) {
            return SECONDS.instant(number);
        }
        uses.count("millisecond-dates");
        return SECONDS.instant(number.movePointLeft(3));
    }
}
