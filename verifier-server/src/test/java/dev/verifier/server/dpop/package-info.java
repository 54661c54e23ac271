/** Tests of proofs of possession. */
@NullMarked
package dev.verifier.server.dpop;

import org.jspecify.annotations.NullMarked;
