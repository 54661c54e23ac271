/**
 * Proofs that whoever sends a request has a key (DPoP, RFC 9449). Owns what a proof must be, its nonces, and that tokens, codes and
 * those who present them keep to one key; does not decide what else is in a token.
 */
@ApplicationModule(allowedDependencies = {"client", "configuration", "error", "key", "limit"})
@NullMarked
package dev.verifier.server.dpop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
