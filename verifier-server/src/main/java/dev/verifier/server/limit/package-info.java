/** How much and how often callers may send. Owns size limits, rates and the caller's address; knows nothing of OAuth's meaning. */
@ApplicationModule(allowedDependencies = {"configuration", "error", "expiry", "key"})
@NullMarked
package dev.verifier.server.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
