/** Looks at a configuration as the server would use it and reports; starts nothing, changes nothing. */
@ApplicationModule(
        allowedDependencies = {"audit", "client", "configuration", "key", "list", "outbound", "profile", "trust"})
@NullMarked
package dev.verifier.server.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
