package dev.verifier.wallet.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatusesTests {
    private static final URI LIST = URI.create("http://127.0.0.1:1/status/1");

    private final InstantSource clock = InstantSource.system();
    private final Statuses statuses = new Statuses(
            TestAuthority.create(clock.instant(), new SecureRandom()).seal("VATES-A12345678", SealKey.P_256),
            LIST,
            clock);

    @Test
    void whoever_revokes_waits_until_no_list_from_before_counts() {
        int place = statuses.reserve();
        var before = CompactJws.parse(statuses.published()).claims();

        statuses.revoke(place);

        var end = Instant.ofEpochSecond(((Number) Objects.requireNonNull(before.get("exp"))).longValue());
        assertThat(clock.instant()).isAfterOrEqualTo(end);
        assertThat(CompactJws.parse(statuses.published()).claims().get("status_list"))
                .isNotEqualTo(before.get("status_list"));
    }

    @Test
    void nobody_waits_where_nobody_has_a_list() {
        var start = clock.instant();

        statuses.revoke(statuses.reserve());

        assertThat(Duration.between(start, clock.instant())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void places_come_to_an_end() {
        for (int place = 0; place < 8192; place++) {
            assertThat(statuses.reserve()).isEqualTo(place);
        }
        assertThatThrownBy(statuses::reserve).isInstanceOf(NotDone.class);
    }
}
