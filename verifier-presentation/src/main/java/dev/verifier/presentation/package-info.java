/**
 * The act of verifying: may this presentation be believed, for this request, at this instant? Owns the order of the checks and
 * the one front door; does not know protocols, sessions or tokens.
 */
@NullMarked
package dev.verifier.presentation;

import org.jspecify.annotations.NullMarked;
