package dev.verifier.server.expiry;

import java.time.Instant;

/** Rows that are worth nothing from some instant on. Thread-safe, and safe on several nodes at once. */
public interface Expiring {

    /** Which ones, as operators know them: their table. */
    String table();

    /** Forgets some of those that were worth nothing by then, the oldest first and in one order at all nodes: how many. */
    int forget(Instant at, int most);
}
