/** A machine as its developer would write it. Knows Verifier only by its metadata. */
@NullMarked
package dev.verifier.sample.machine;

import org.jspecify.annotations.NullMarked;
