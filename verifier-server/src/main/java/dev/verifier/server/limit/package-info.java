/**
 * How much and how often callers may send, and how long they wait. Owns size limits, rates, the caller's address and a request's
 * patience; knows nothing of OAuth's meaning.
 */
@ApplicationModule(allowedDependencies = {"configuration", "error", "expiry", "key"})
@NullMarked
package dev.verifier.server.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
