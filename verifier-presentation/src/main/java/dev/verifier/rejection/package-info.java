/** Ways to say no. Owns the vocabulary of refusals; does not decide who learns them. */
@NullMarked
package dev.verifier.rejection;

import org.jspecify.annotations.NullMarked;
