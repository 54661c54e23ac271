package dev.verifier.bench;

import java.time.Duration;

/**
 * What came of one round of conversations.
 *
 * @param nanos how long the server was waited for in each, shortest first
 * @param elapsed how long all of it took
 * @param spent what it took of the server and its database
 * @param own processor time of whoever asked
 */
@SuppressWarnings("ArrayRecordComponent") // a hundred thousand numbers that nobody compares
record Round(long[] nanos, Duration elapsed, Usage spent, Duration own) {

    double perSecond() {
        return nanos.length / (elapsed.toNanos() / 1e9);
    }

    /** Processor time of the server for each. */
    double cpuMicros() {
        return each(spent.cpu().toNanos() / 1e3);
    }

    /** How many cores were busy with asking, all the time. */
    double askingCores() {
        return own.toNanos() / (double) elapsed.toNanos();
    }

    /** Processor time of PostgreSQL for each. */
    double databaseMicros() {
        return each(spent.databaseCpu().toNanos() / 1e3);
    }

    /** Commits of PostgreSQL for each. */
    double commits() {
        return each((double) spent.commits());
    }

    /** Bytes that PostgreSQL wrote for each. */
    double written() {
        return each((double) spent.written());
    }

    /** KB that the server allocated on its heap for each; nothing where nobody counts them. */
    double allocatedKilobytes() {
        return each(spent.allocated() / 1024.0);
    }

    private double each(double all) {
        return all / nanos.length;
    }

    /** The time within which this part of them was answered: nearest rank, so always one that was measured. */
    double millis(double part) {
        return nanos[Math.max(0, (int) Math.ceil(part * nanos.length) - 1)] / 1e6;
    }
}
