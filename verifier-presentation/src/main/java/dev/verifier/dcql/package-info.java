/**
 * What is asked for, and whether we got it (OpenID4VP 1.0 §6, §7). Owns the query; does not decide whether an answer may be
 * believed.
 */
@NullMarked
package dev.verifier.dcql;

import org.jspecify.annotations.NullMarked;
