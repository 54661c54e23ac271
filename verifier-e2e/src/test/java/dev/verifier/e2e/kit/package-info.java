/** A test that an application's developer would write; docs/testing-your-client.md shows it. */
@NullMarked
package dev.verifier.e2e.kit;

import org.jspecify.annotations.NullMarked;
