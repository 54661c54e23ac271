/**
 * What a token costs. Owns the running of the real server as a process of its own, the load on it, and the figures; knows nothing of
 * the server but its command line, its endpoints and its log.
 */
@NullMarked
package dev.verifier.bench;

import org.jspecify.annotations.NullMarked;
