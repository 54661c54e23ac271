/** Every parser of strangers' input, fuzzed: it reads what it is given or refuses it in its own words. Knows nothing but front doors. */
@NullMarked
package dev.verifier.fuzz;

import org.jspecify.annotations.NullMarked;
