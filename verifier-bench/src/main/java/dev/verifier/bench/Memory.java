package dev.verifier.bench;

/**
 * What a process takes.
 *
 * @param live bytes of objects that are reachable
 * @param resident bytes in RAM, after a garbage collection
 */
record Memory(long live, long resident) {}
