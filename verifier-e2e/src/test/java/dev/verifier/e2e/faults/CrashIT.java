package dev.verifier.e2e.faults;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * RL-01, RL-02, RL-03, RL-06, RL-07: a node is killed while it is asked for every step of the flows at once, at a moment that is drawn;
 * everybody goes on, at the node that is started again or at the other one. Whoever heard no answer asks again.
 */
@FaultTest
class CrashIT {

    private static final int KILLS = 5;

    /** However long a node takes to start on a busy machine, what waited for it is not to be over. */
    private static final String[] PATIENT = {
        "--verifier.login.timeout=10m",
        "--verifier.tokens.authorization-code-lifetime=10m",
        "--verifier.tokens.pushed-request-lifetime=10m"
    };

    @Test
    void one_node_that_is_killed_and_started_again_does_nothing_twice_and_loses_nothing() throws Exception {
        try (var nodes = new Nodes(Store.H2, PATIENT);
                var race = new Race()) {
            var node = nodes.add("node");
            node.start();
            var crash = new Crash(nodes, race, "kill -9", "H2");
            crash.signInSome(node.door());
            for (var kill = 0; kill < KILLS; kill++) {
                crash.happens(node.door(), node::kill, () -> {
                    node.start();
                    return node.door();
                });
            }
            crash.end();
        }
    }

    @Test
    void what_one_of_two_nodes_began_when_it_was_killed_goes_on_at_the_other() throws Exception {
        try (var nodes = new Nodes(Store.POSTGRESQL, PATIENT);
                var race = new Race()) {
            var pair = List.of(nodes.add("one"), nodes.add("other"));
            pair.forEach(Node::launch);
            for (var node : pair) {
                node.serves();
            }
            var crash = new Crash(nodes, race, "kill -9", "PostgreSQL");
            crash.signInSome(pair.getFirst().door());
            for (var kill = 0; kill < KILLS; kill++) {
                var victim = pair.get(kill % 2);
                var survivor = pair.get((kill + 1) % 2);
                crash.happens(victim.door(), victim::kill, survivor::door);
                if (kill + 1 < KILLS) {
                    victim.start();
                }
            }
            crash.end();
        }
    }
}
