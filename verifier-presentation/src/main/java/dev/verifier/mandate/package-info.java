/**
 * LEAR credentials: the power of attorney an organisation gives to a person or a machine. Owns one shape for all versions;
 * does not decide whether a credential may be believed, nor what a power allows.
 */
@NullMarked
package dev.verifier.mandate;

import org.jspecify.annotations.NullMarked;
