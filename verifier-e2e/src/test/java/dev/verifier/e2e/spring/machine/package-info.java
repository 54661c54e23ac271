/** An application of a few lines; docs/clients-spring.md shows it. */
@NullMarked
package dev.verifier.e2e.spring.machine;

import org.jspecify.annotations.NullMarked;
