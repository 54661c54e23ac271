/**
 * Who signed a credential, and may they. Owns the way from a signature to an accredited organisation; does not fetch lists and
 * does not know presentations.
 */
@NullMarked
package dev.verifier.trust;

import org.jspecify.annotations.NullMarked;
