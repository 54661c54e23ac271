/**
 * The authorization server. Owns the doors, which are wired here and nowhere else, and the start; what happens behind a door
 * belongs to the rooms.
 */
@NullMarked
package dev.verifier.server;

import org.jspecify.annotations.NullMarked;
