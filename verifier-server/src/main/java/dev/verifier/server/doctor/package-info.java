/** Looks at a configuration as the server would use it and reports; starts nothing, changes nothing. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "client",
            "compatibility",
            "configuration",
            "explain",
            "key",
            "list",
            "outbound",
            "profile",
            "request",
            "tenant",
            "trust"
        })
@NullMarked
package dev.verifier.server.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
