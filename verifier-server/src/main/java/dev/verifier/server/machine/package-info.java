/**
 * Machines: the presentation that comes with a client assertion. Owns the step that looks at it; does not verify assertions and
 * does not issue tokens.
 */
@ApplicationModule(
        allowedDependencies = {"client", "compatibility", "configuration", "error", "profile", "token", "trust"})
@NullMarked
package dev.verifier.server.machine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
