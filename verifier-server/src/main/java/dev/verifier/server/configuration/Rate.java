package dev.verifier.server.configuration;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may happen: {@code n/period}, such as {@code 6000/1m}, or {@code unlimited}.
 *
 * @param permits how many times within the period; 0 stands for unlimited
 * @param period the period
 */
public record Rate(long permits, Duration period) {

    private static final String UNLIMITED = "unlimited";

    /** Reads a rate from configuration. */
    public static Rate valueOf(String text) {
        if (text.strip().equals(UNLIMITED)) {
            return new Rate(0, Duration.ZERO);
        }
        var parts = text.strip().split("/", 2);
        try {
            var rate = new Rate(Long.parseLong(parts[0]), DurationStyle.detectAndParse(parts[1]));
            if (rate.permits > 0 && rate.period.isPositive()) {
                return rate;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // said below, for every way to get it wrong
        }
        throw new IllegalArgumentException("a rate is n/period, such as 6000/1m, or unlimited; this is " + text);
    }

    public boolean unlimited() {
        return permits == 0;
    }

    @Override
    public String toString() {
        return unlimited() ? UNLIMITED : permits + "/" + DurationStyle.SIMPLE.print(period);
    }
}
