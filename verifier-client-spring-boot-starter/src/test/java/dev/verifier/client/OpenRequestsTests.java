package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OpenRequestsTests {

    @Test
    void however_many_are_begun_no_more_are_kept_than_fit() {
        var open = new OpenRequests(
                Duration.ofMinutes(5), Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        for (var i = 0; i <= 10_000; i++) {
            open.keep("id " + i, "jwt");
        }

        assertThat(open.find("id 0")).isEmpty();
        assertThat(open.find("id 1")).isPresent();
        assertThat(open.find("id 10000")).isPresent();
    }
}
