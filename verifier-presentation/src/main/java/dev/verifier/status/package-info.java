/**
 * Is it still valid. Owns where credentials say their status is, how lists are verified and read, and how long they count; fetches
 * nothing.
 */
@NullMarked
package dev.verifier.status;

import org.jspecify.annotations.NullMarked;
