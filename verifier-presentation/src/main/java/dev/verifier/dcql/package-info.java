/** What is asked for (OpenID4VP 1.0 §6). Owns the query; does not decide whether an answer may be believed. */
@NullMarked
package dev.verifier.dcql;

import org.jspecify.annotations.NullMarked;
