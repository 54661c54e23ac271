package dev.verifier.server.logout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What one node does for all is one node's turn. */
@ParameterizedClass
@EnumSource(Engine.class)
class NodeTurnsTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final Engine engine;

    @TempDir
    private Path folder;

    NodeTurnsTests(Engine engine) {
        this.engine = engine;
    }

    @Test
    void of_several_that_ask_at_once_it_is_one_s_turn_until_it_ends() {
        try (var nodes = Nodes.two(engine, folder)) {
            for (var round = 0; round < 5; round++) {
                var at = AT.plusSeconds(60L * round);
                var until = at.plusSeconds(60);

                assertThat(Contenders.successes(10, i -> new NodeTurns(nodes.database(i)).take("work", at, until)))
                        .isEqualTo(1);
                assertThat(new NodeTurns(nodes.database()).take("work", until.minusMillis(1), until.plusSeconds(1)))
                        .isFalse();
                assertThat(new NodeTurns(nodes.database()).take("another work", at, until))
                        .isTrue();
            }
        }
    }

    @Test
    void the_next_turn_is_as_long_after_the_beginning_of_the_last_however_long_that_took() {
        try (var nodes = Nodes.two(engine, folder)) {
            var one = new NodeTurns(nodes.database(0));
            var other = new NodeTurns(nodes.database(1));
            var turn = one.take("work", AT, Duration.ofMinutes(27)).orElseThrow();
            assertThat(other.take("work", AT, Duration.ofMinutes(27))).isEmpty();

            turn.goesOn(AT.plus(Duration.ofMinutes(4)));
            turn.goesOn(AT.plus(Duration.ofMinutes(26)));
            assertThat(other.take("work", AT.plus(Duration.ofMinutes(27)), Duration.ofMinutes(27)))
                    .as("it goes on")
                    .isEmpty();
            turn.ends();

            assertThat(other.take("work", AT.plus(Duration.ofMinutes(27)), Duration.ofMinutes(27)))
                    .isPresent();
        }
    }

    @Test
    void who_goes_on_keeps_it_and_who_was_killed_loses_it() {
        try (var nodes = Nodes.two(engine, folder)) {
            var one = new NodeTurns(nodes.database(0));
            var other = new NodeTurns(nodes.database(1));
            assertThat(one.take("work", AT, AT.plusSeconds(10))).isTrue();
            one.keep("work", AT.plusSeconds(20));

            assertThat(other.take("work", AT.plusSeconds(19), AT.plusSeconds(30)))
                    .isFalse();
            assertThat(other.take("work", AT.plusSeconds(20), AT.plusSeconds(30)))
                    .isTrue();
            assertThat(one.take("work", AT.plusSeconds(21), AT.plusSeconds(31))).isFalse();
        }
    }
}
