/**
 * Clients: the trusted services list, their keys, and how they authenticate. Owns registration and client assertions; does not
 * know what a machine has to present beside its assertion.
 */
@ApplicationModule(
        allowedDependencies = {
            "compatibility",
            "configuration",
            "error",
            "expiry",
            "limit",
            "list",
            "outbound",
            "profile"
        })
@NullMarked
package dev.verifier.server.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
