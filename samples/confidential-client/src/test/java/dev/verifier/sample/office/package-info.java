/** Tests of what this app does itself. */
@NullMarked
package dev.verifier.sample.office;

import org.jspecify.annotations.NullMarked;
