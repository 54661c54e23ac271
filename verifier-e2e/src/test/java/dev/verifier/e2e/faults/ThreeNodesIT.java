package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * RL-01, RL-09: three nodes behind the proxy of {@code deploy/haproxy.cfg} on their worst days. Everybody goes on, whether they ask or
 * wait; whoever hears no answer asks again, and whoever is told to come back does.
 */
@FaultTest
@EnabledIf(
        value = "dev.verifier.e2e.faults.Haproxy#isInstalled",
        disabledReason = "no HAProxy: on Debian, install haproxy, or say where it is with VERIFIER_HAPROXY")
class ThreeNodesIT {

    private static final int CUTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Test
    void nothing_is_lost_and_nothing_done_twice_when_each_is_killed() throws Exception {
        try (var trio = Trio.start(Node.SERVER)) {
            Trial.ofThePatient(trio, "RL-01 each of three nodes is killed and started again", trial -> {
                        for (var node : trio.all()) {
                            trial.killed(node);
                        }
                    })
                    .forEach(Figures::allRight);
        }
    }

    @Test
    void nothing_is_lost_and_nothing_done_twice_when_their_connections_are_cut() throws Exception {
        try (var trio = Trio.start(Node.SERVER)) {
            Trial.ofThePatient(trio, "RL-09 all connections of three nodes to the database are cut", trial -> {
                        for (var cut = 0; cut < CUTS; cut++) {
                            assertThat(Store.cut()).isGreaterThan(2);
                            trial.goesOn();
                        }
                    })
                    .forEach(Figures::allRight);
        }
    }

    @Test
    void nothing_is_lost_and_nothing_done_twice_when_the_database_stands_still() throws Exception {
        try (var trio = Trio.start(Node.SERVER)) {
            Trial.ofThePatient(trio, "RL-09 the database of three nodes stands still for 10 s", trial -> {
                        trial.goesOn();
                        Store.pause(PAUSE);
                        trial.goesOn();
                    })
                    .forEach(Figures::allRight);
        }
    }
}
