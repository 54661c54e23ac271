package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.Figures.Outcome;
import dev.verifier.e2e.faults.SignIn.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RL-43: nodes that start in the same instant bring the tables up to date together, and once. */
@FaultTest
class MigrationIT {

    private static final int ROUNDS = 2;

    @Test
    void three_nodes_that_find_an_empty_database_all_serve() throws Exception {
        var figures = new Figures("RL-43 three nodes start at once on an empty database");
        for (var round = 0; round < ROUNDS; round++) {
            try (var nodes = new Nodes(Store.POSTGRESQL)) {
                all(nodes, figures);
            }
        }
        figures.print();
        figures.allRight();
    }

    @Test
    void three_nodes_that_find_the_tables_of_an_earlier_version_all_serve() throws Exception {
        var figures = new Figures("RL-43 three nodes start at once on the tables of an earlier version");
        try (var nodes = new Nodes(Store.POSTGRESQL)) {
            // It brings the tables so far, and cannot do without the later ones itself.
            var before = nodes.add("before");
            before.launch("--spring.flyway.target=3", "--spring.flyway.locations=classpath:db/migration");
            assertThat(before.program().exitCode()).isNotZero();
            all(nodes, figures);
        }
        figures.print();
        figures.allRight();
    }

    /** Each step of a login at another one. */
    private static void all(Nodes nodes, Figures figures) throws InterruptedException {
        var three = List.of(nodes.add("one"), nodes.add("two"), nodes.add("three"));
        var before = System.nanoTime();
        three.forEach(Node::launch);
        for (var node : three) {
            node.serves();
        }
        figures.add("all served after", Duration.ofNanos(System.nanoTime() - before));
        for (var shift = 0; shift < three.size(); shift++) {
            var login = nodes.signIn(nodes.portal());
            var next = shift;
            for (var step : Step.values()) {
                login.take(step, three.get(next++ % three.size()).door());
            }
            figures.count(Outcome.SUCCEEDED);
        }
    }
}
