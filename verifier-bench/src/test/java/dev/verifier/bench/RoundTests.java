package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundTests {

    @Test
    void a_percentile_is_the_nearest_rank() {
        var hundred = round(LongStream.rangeClosed(1, 100).map(millis -> millis * 1_000_000));

        assertThat(hundred.millis(0.50)).isEqualTo(50);
        assertThat(hundred.millis(0.99)).isEqualTo(99);
        assertThat(hundred.millis(1)).isEqualTo(100);
        assertThat(hundred.millis(0)).isEqualTo(1);
    }

    @Test
    void a_percentile_of_few_is_one_of_them() {
        var three = round(LongStream.of(1_000_000, 2_000_000, 9_000_000));

        assertThat(three.millis(0.50)).isEqualTo(2);
        assertThat(three.millis(0.99)).isEqualTo(9);
        assertThat(round(LongStream.of(7_000_000)).millis(0.50)).isEqualTo(7);
    }

    @Test
    void rate_and_cost_are_by_request() {
        var round = new Round(
                new long[500],
                Duration.ofMillis(250),
                Usage.NOTHING.with(Duration.ofMillis(400), 500 * 3 * 1024),
                Duration.ofMillis(125));

        assertThat(round.perSecond()).isEqualTo(2000);
        assertThat(round.cpuMicros()).isEqualTo(800);
        assertThat(round.allocatedKilobytes()).isEqualTo(3);
        assertThat(round.askingCores()).isEqualTo(0.5);
    }

    @Test
    void the_ratio_is_to_the_floor_of_the_servers_own_provider() {
        var round = new Round(
                new long[100], Duration.ofSeconds(1), Usage.NOTHING.with(Duration.ofMillis(60), 0), Duration.ZERO);

        assertThat(new Variant.Sample(round, List.of(200.0, 1500.0)).ratio()).isEqualTo(3);
    }

    @Test
    void a_spread_is_median_and_ends() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
        assertThat(Spread.of(List.of(5.0))).isEqualTo(new Spread(5, 5, 5));
    }

    private static Round round(LongStream nanos) {
        return new Round(nanos.toArray(), Duration.ofSeconds(1), Usage.NOTHING, Duration.ZERO);
    }
}
