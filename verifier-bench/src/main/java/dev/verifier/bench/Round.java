package dev.verifier.bench;

import java.time.Duration;

/**
 * What came of one round of conversations.
 *
 * @param nanos how long the server was waited for in each, shortest first
 * @param elapsed how long all of it took
 * @param cpu what it took of the server's processor
 */
@SuppressWarnings("ArrayRecordComponent") // a hundred thousand numbers that nobody compares
record Round(long[] nanos, Duration elapsed, Duration cpu) {

    double perSecond() {
        return nanos.length / (elapsed.toNanos() / 1e9);
    }

    /** Processor time of the server for each. */
    double cpuMicros() {
        return cpu.toNanos() / 1e3 / nanos.length;
    }

    /** The time within which this part of them was answered: nearest rank, so always one that was measured. */
    double millis(double part) {
        return nanos[Math.max(0, (int) Math.ceil(part * nanos.length) - 1)] / 1e6;
    }
}
