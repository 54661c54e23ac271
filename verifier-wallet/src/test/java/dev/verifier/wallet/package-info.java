/** Tests of the witness: its word must be good before it is used against anybody. */
@NullMarked
package dev.verifier.wallet;

import org.jspecify.annotations.NullMarked;
