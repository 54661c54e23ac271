/**
 * The authorization endpoint: what may be asked there, and how its answer reaches the client. Owns redirects to clients; does not
 * know how a person signs in.
 */
@ApplicationModule(
        allowedDependencies = {
            "client",
            "configuration",
            "dpop",
            "error",
            "limit",
            "page",
            "profile",
            "request",
            "token"
        })
@NullMarked
package dev.verifier.server.authorize;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
