package dev.verifier.bench;

import java.time.Duration;

/**
 * What was used so far, or of that a part.
 *
 * @param cpu processor time of all nodes
 * @param databaseCpu processor time of PostgreSQL; nothing where the database is in the server
 * @param commits of PostgreSQL
 * @param written bytes of its log, through which everything goes that it keeps
 * @param allocated bytes of their heaps, by all nodes; nothing where nobody counts them
 */
record Usage(Duration cpu, Duration databaseCpu, long commits, long written, long allocated) {

    static final Usage NOTHING = new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /** Since then. */
    Usage since(Usage before) {
        return new Usage(
                cpu.minus(before.cpu),
                databaseCpu.minus(before.databaseCpu),
                commits - before.commits,
                written - before.written,
                allocated - before.allocated);
    }

    /** This, with what nodes used. */
    Usage with(Duration nodes, long allocated) {
        return new Usage(nodes, databaseCpu, commits, written, allocated);
    }
}
