package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BareTests {

    @Test
    void answers_as_often_as_it_is_asked_on_every_connection_and_ends() throws Exception {
        try (var bare = Bare.start(Optional.empty())) {
            var load = new Load(List.of(bare.server()), 3, Duration.ofSeconds(30));

            var round = load.send("nothing", bare.errand().prepare(100, Instant.EPOCH), () -> Usage.NOTHING);

            assertThat(round.nanos()).hasSize(100);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }
}
