package dev.verifier.server.configuration;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * When the next signing key is made.
 *
 * @param period after the one before; null where somebody says when
 */
public record Rotation(@Nullable Duration period) {

    private static final String BY_COMMAND = "by-command";

    public Rotation {
        if (period != null
                && (period.compareTo(Duration.ofDays(1)) < 0 || period.compareTo(Duration.ofDays(730)) > 0)) {
            throw new IllegalArgumentException("verifier.keys.rotation must be from 1d to 730d, or by-command");
        }
    }

    /** As it is configured. */
    public static Rotation valueOf(String text) {
        return text.strip().equals(BY_COMMAND)
                ? new Rotation(null)
                : new Rotation(DurationStyle.detectAndParse(text.strip()));
    }

    /** How often, where it is by itself. */
    public Optional<Duration> every() {
        return Optional.ofNullable(period);
    }
}
