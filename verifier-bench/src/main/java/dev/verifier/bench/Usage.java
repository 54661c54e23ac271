package dev.verifier.bench;

import java.time.Duration;

/**
 * What was used so far, or of that a part.
 *
 * @param cpu processor time of all nodes
 * @param databaseCpu processor time of PostgreSQL; nothing where the database is in the server
 * @param commits of PostgreSQL
 * @param written bytes of its log, through which everything goes that it keeps
 */
record Usage(Duration cpu, Duration databaseCpu, long commits, long written) {

    static final Usage NOTHING = new Usage(Duration.ZERO, Duration.ZERO, 0, 0);

    /** Since then. */
    Usage since(Usage before) {
        return new Usage(
                cpu.minus(before.cpu),
                databaseCpu.minus(before.databaseCpu),
                commits - before.commits,
                written - before.written);
    }

    /** This, with the processor time of nodes. */
    Usage with(Duration nodes) {
        return new Usage(nodes, databaseCpu, commits, written);
    }
}
