/**
 * The kit from outside, and its small parts.
 */
@NullMarked
package dev.verifier.testkit;

import org.jspecify.annotations.NullMarked;
