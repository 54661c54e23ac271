/** The bench, put to the test. */
@NullMarked
package dev.verifier.bench;

import org.jspecify.annotations.NullMarked;
