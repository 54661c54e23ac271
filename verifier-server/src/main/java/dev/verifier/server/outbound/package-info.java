/**
 * Everything that leaves the building. Owns the one HTTP client with its egress policy; does not decide what an answer means
 * for trust.
 */
@ApplicationModule(allowedDependencies = {"audit", "configuration"})
@NullMarked
package dev.verifier.server.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
