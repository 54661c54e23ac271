/**
 * The authorization server. Owns the configuration and the doors, which are wired here and nowhere else; what happens behind a
 * door belongs to the rooms.
 */
@NullMarked
package dev.verifier.server;

import org.jspecify.annotations.NullMarked;
