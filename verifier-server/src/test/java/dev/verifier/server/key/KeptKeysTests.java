package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.Rotation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

@ParameterizedClass
@EnumSource(Engine.class)
class KeptKeysTests {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyTimes TIMES = new KeyTimes(Duration.ofHours(1), Duration.ofHours(12));
    private static final Rotation EVERY_TWO_DAYS = new Rotation(Duration.ofDays(2));

    private final Engine engine;
    private final SecureRandom random = new SecureRandom();
    private final byte[] dataKey = random.generateSeed(DataKey.BYTES);
    private final EventLog events = EventLog.of(new StoppedClock(START), new SimpleMeterRegistry());

    @TempDir
    private Path folder;

    KeptKeysTests(Engine engine) {
        this.engine = engine;
    }

    private SigningKeyTable table(Nodes nodes, int node) {
        return new SigningKeyTable(nodes.database(node), new DataKey(dataKey, List.of(), random), random);
    }

    private KeptKeys ring(SigningKeyTable table, Rotation rotation) {
        return new KeptKeys(table, TIMES, rotation, Optional.empty(), List.of(), events, START);
    }

    private static Set<String> published(KeyRing ring, Instant at) {
        return ring.at(at).published().getKeys().stream().map(JWK::getKeyID).collect(Collectors.toSet());
    }

    @Test
    void two_nodes_agree_at_every_moment_and_whatever_was_signed_can_be_verified_by_whoever_asked_an_hour_ago() {
        try (var nodes = Nodes.two(engine, folder)) {
            var one = ring(table(nodes, 0), EVERY_TWO_DAYS);
            var other = ring(table(nodes, 1), EVERY_TWO_DAYS);
            var readAt = new HashMap<Instant, Set<String>>();
            var lastSigned = new HashMap<String, Instant>();
            for (var minute = 0; minute < 9 * 24 * 60; minute += 5) {
                var at = START.plus(Duration.ofMinutes(minute));
                // Neither looks at the moment of the other.
                (minute % 10 == 0 ? one : other).refresh(at);
                var signs = one.at(at).keyId();

                assertThat(other.at(at).keyId()).as("signs at " + at).isEqualTo(signs);
                readAt.put(at, published(minute % 15 == 0 ? one : other, at));
                lastSigned.put(signs, at);
                var anHourAgo = readAt.get(at.minus(Duration.ofMinutes(50)));
                assertThat(anHourAgo == null ? Set.of(signs) : anHourAgo)
                        .as("a reader's copy at " + at)
                        .contains(signs);
                lastSigned.forEach((kid, last) -> {
                    if (last.plus(TIMES.lasting()).isAfter(at)) {
                        assertThat(published(one, at)).contains(kid);
                        assertThat(published(other, at)).contains(kid);
                    }
                });
            }

            assertThat(lastSigned).as("keys that signed in nine days").hasSize(5);
            assertThat(new HashSet<>(table(nodes, 0).rows())).hasSizeBetween(1, 2);
        }
    }

    @Test
    void of_nodes_that_begin_together_all_sign_with_one_key() {
        try (var nodes = Nodes.two(engine, folder)) {
            var keys = Contenders.outcomes(
                    20,
                    contender -> ring(table(nodes, contender), EVERY_TWO_DAYS)
                            .at(START)
                            .keyId());

            assertThat(keys).containsOnly(keys.getFirst());
        }
    }

    @Test
    void of_nodes_that_find_it_due_together_one_makes_the_next() {
        try (var nodes = Nodes.two(engine, folder)) {
            var first = ring(table(nodes, 0), EVERY_TWO_DAYS).at(START).keyId();
            var due = START.plus(Duration.ofDays(2)).minus(TIMES.overlap());
            var later = START.plus(Duration.ofDays(2));
            var keys = Contenders.outcomes(20, contender -> {
                var ring = ring(table(nodes, contender), EVERY_TWO_DAYS);
                ring.refresh(due);
                return ring.at(due).keyId() + " then " + ring.at(later).keyId();
            });

            assertThat(keys).containsOnly(keys.getFirst());
            assertThat(keys.getFirst()).startsWith(first + " then ").doesNotEndWith(first);
            assertThat(table(nodes, 0).rows()).hasSize(2);
        }
    }

    @Test
    void by_command_the_next_signs_when_everybody_knows_it_and_a_second_command_changes_nothing() {
        try (var nodes = Nodes.two(engine, folder)) {
            var ring = ring(table(nodes, 0), new Rotation(null));
            var first = ring.at(START).keyId();
            ring.refresh(START.plus(Duration.ofDays(1000)));
            assertThat(ring.at(START.plus(Duration.ofDays(1000))).keyId()).isEqualTo(first);

            var next = KeptKeys.rotate(table(nodes, 1), TIMES, START);
            var again = KeptKeys.rotate(table(nodes, 0), TIMES, START.plusSeconds(60));
            ring.refresh(START.plusSeconds(61));

            assertThat(next.signsFrom()).isEqualTo(START.plus(TIMES.overlap()));
            assertThat(again.key().id()).isEqualTo(next.key().id());
            assertThat(ring.at(next.signsFrom().minusMillis(1)).keyId()).isEqualTo(first);
            assertThat(ring.at(next.signsFrom()).keyId()).isEqualTo(next.key().id());
        }
    }

    @Test
    void the_key_that_signed_until_now_is_the_first() throws Exception {
        try (var nodes = Nodes.two(engine, folder)) {
            var until = SigningKey.of(new ECKeyGenerator(Curve.P_256).generate());
            var ring =
                    new KeptKeys(table(nodes, 0), TIMES, EVERY_TWO_DAYS, Optional.of(until), List.of(), events, START);

            assertThat(ring.at(START).keyId()).isEqualTo(until.id());
            assertThat(ring(table(nodes, 1), EVERY_TWO_DAYS).at(START).keyId()).isEqualTo(until.id());
        }
    }

    @Test
    void a_key_that_somebody_changed_or_exchanged_is_not_used() {
        try (var nodes = Nodes.two(engine, folder)) {
            var table = table(nodes, 0);
            table.add(1, START);
            table.add(2, START.plus(Duration.ofDays(1)));
            var database = nodes.database();
            assertThat(table.rows()).hasSize(2);

            database.sql("update signing_key set content ="
                            + " (select content from signing_key where place = 2) where place = 1")
                    .update();
            assertThatThrownBy(table::rows).isInstanceOf(InvalidConfigurationPropertyValueException.class);
        }
    }

    @Test
    void a_node_with_another_data_key_does_not_start() {
        try (var nodes = Nodes.two(engine, folder)) {
            ring(table(nodes, 0), EVERY_TWO_DAYS);
            var other = new DataKey(random.generateSeed(DataKey.BYTES), List.of(), random);
            var successor = new DataKey(random.generateSeed(DataKey.BYTES), List.of(dataKey), random);

            assertThatThrownBy(() -> ring(new SigningKeyTable(nodes.database(), other, random), EVERY_TWO_DAYS))
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class);
            assertThat(new SigningKeyTable(nodes.database(), successor, random).rows())
                    .hasSize(1);
        }
    }

    @Test
    void private_parts_are_not_there_for_whoever_reads_the_database() {
        try (var nodes = Nodes.two(engine, folder)) {
            ring(table(nodes, 0), EVERY_TWO_DAYS);

            assertThat(nodes.database()
                            .sql("select content from signing_key")
                            .query(String.class)
                            .single())
                    .startsWith("~")
                    .doesNotContain("{", "\"d\"");
        }
    }
}
