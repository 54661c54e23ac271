package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Contenders;
import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.Surface;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who waits for news of a login, and how many. */
class LoginEventsTests {

    private static final Duration LEFT = Duration.ofMinutes(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoginEvents events = new LoginEvents(
            new Capacity(3), new Capacity(2), new Surface(URI.create("https://verifier.example"), true), registry);
    private final LoginOrder order = LoginsOnPaper.order("query");

    @Test
    void there_is_room_for_some_and_again_when_one_leaves() {
        var one = channel("a");
        channel("a");
        assertThat(events.wait(order, "a", LEFT)).as("a third of one address").isEmpty();
        channel("b");
        assertThat(events.wait(order, "b", LEFT)).as("a fourth of all").isEmpty();
        assertThat(open()).isEqualTo(3);

        events.abandon(order, one);

        assertThat(open()).isEqualTo(2);
        assertThat(events.wait(order, "a", LEFT)).isPresent();
    }

    @Test
    void one_that_comes_while_the_only_other_leaves_counts_for_as_long_as_it_stays() {
        for (var round = 0; round < 2_000; round++) {
            var leaves = channel("a");

            var comes = Contenders.outcomes(
                            2, contender -> contender == 0 ? left(leaves) : events.wait(order, "a", LEFT))
                    .get(1)
                    .orElseThrow();

            assertThat(events.waitedFor()).as("round " + round).containsExactly(order.id());
            events.abandon(order, comes);
            assertThat(open()).as("round " + round).isZero();
        }
        assertThat(events.waitedFor()).isEmpty();
    }

    private Optional<EventChannel> left(EventChannel channel) {
        events.abandon(order, channel);
        return Optional.empty();
    }

    private EventChannel channel(String address) {
        return events.wait(order, address, LEFT).orElseThrow();
    }

    private double open() {
        return registry.get("verifier.events.open").gauge().value();
    }
}
