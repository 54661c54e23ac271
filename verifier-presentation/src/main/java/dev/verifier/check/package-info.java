/**
 * What is asked before something is believed, and a trace of what was passed. Owns the names and clauses of the checks; makes none of
 * them, and decides nothing.
 */
@NullMarked
package dev.verifier.check;

import org.jspecify.annotations.NullMarked;
