/** An application of a few lines; docs/clients-spring.md shows it. */
@NullMarked
package dev.verifier.e2e.spring.api;

import org.jspecify.annotations.NullMarked;
