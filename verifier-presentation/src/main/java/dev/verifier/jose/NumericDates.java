package dev.verifier.jose;

import java.math.BigDecimal;
import java.time.Instant;

/** What a number in {@code exp}, {@code nbf} or {@code iat} means. */
@FunctionalInterface
public interface NumericDates {

    /** Seconds since 1970-01-01T00:00:00Z, as RFC 7519 §2 says. */
    NumericDates SECONDS = number -> {
        // Far beyond any date that could matter, and far within what an Instant can hold.
        var seconds = Math.clamp(number.doubleValue(), -1e13, 1e13);
        return Instant.ofEpochMilli((long) (seconds * 1000));
    };

    Instant instant(BigDecimal number);
}
