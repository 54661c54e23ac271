/** A protected API as its developer would write it. Knows Verifier only by the tokens it issues. */
@NullMarked
package dev.verifier.sample.api;

import org.jspecify.annotations.NullMarked;
