package dev.verifier.server.doctor;

import dev.verifier.server.outbound.OutboundHttp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Our clock beside those of the hosts that were asked for something (RFC 9110 §6.6.1). Used by one thread. */
final class Clocks {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.ENGLISH);

    /** Half of what tokens are given: whoever is off as much on the other side is not understood. */
    private static final Duration FAR_OFF = Duration.ofSeconds(15);

    private record Seen(String host, Instant there, Duration ahead) {}

    private final OutboundHttp http;
    private final Clock clock;
    private @Nullable Seen worst;

    Clocks(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** To be called when something was fetched, and not much later. */
    void look() {
        http.takeDate().ifPresent(date -> compare(date.host(), date.text()));
    }

    private void compare(String host, String text) {
        try {
            var there = ZonedDateTime.parse(text, HTTP_DATE).toInstant();
            var seen = new Seen(host, there, Duration.between(clock.instant(), there));
            if (worst == null || worst.ahead().abs().compareTo(seen.ahead().abs()) < 0) {
                worst = seen;
            }
        } catch (DateTimeException e) {
            // Who writes no date tells no time.
        }
    }

    /** What there is to say, if any host told its time. */
    void report(Report report) {
        var seen = worst;
        if (seen == null) {
            return;
        }
        var seconds = seen.ahead().abs().toSeconds();
        if (seen.ahead().abs().compareTo(FAR_OFF) > 0) {
            report.error(
                    "clock",
                    "%s says %s, which is %d seconds %s this clock: synchronize them"
                            .formatted(
                                    seen.host(),
                                    seen.there(),
                                    seconds,
                                    seen.ahead().isNegative() ? "behind" : "ahead of"));
        } else {
            report.ok("clock", "within " + (seconds + 1) + " seconds of " + seen.host());
        }
    }
}
