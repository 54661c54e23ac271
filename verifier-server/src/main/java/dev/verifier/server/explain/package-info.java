/**
 * Says of something that was pasted which checks of the server it passes, which not, and which nobody looked at. Owns what is told and
 * how; every check is the server's own, made by the room whose it is. Uses nothing up, and lets nobody in.
 */
@ApplicationModule(
        allowedDependencies = {
            "client",
            "compatibility",
            "configuration",
            "error",
            "key",
            "machine",
            "page",
            "profile",
            "request",
            "token",
            "trust"
        })
@NullMarked
package dev.verifier.server.explain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
