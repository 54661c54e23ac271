package dev.verifier.bench;

import java.util.List;
import java.util.Optional;

/**
 * On which cores nodes and their database run.
 *
 * @param nodes of each node its own; anywhere if there are none
 * @param database of PostgreSQL; anywhere if absent
 */
record Pins(List<Cores> nodes, Optional<Cores> database) {

    Pins {
        nodes = List.copyOf(nodes);
    }

    /** All of them on the same, PostgreSQL too; anywhere if absent. */
    static Pins together(Optional<Cores> cores) {
        return new Pins(cores.stream().toList(), cores);
    }

    /** That of one node, the first of which is 0. */
    Optional<Cores> node(int number) {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.get(number % nodes.size()));
    }
}
