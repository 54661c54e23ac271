/**
 * Signing out: the endpoint where clients and people ask for it, and the clients that have to be told. Owns what ends together with a
 * session, and the notices that are still to be delivered; does not decide who is signed in.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "authorize",
            "client",
            "configuration",
            "error",
            "expiry",
            "grant",
            "key",
            "outbound",
            "page",
            "session",
            "token",
            "trust"
        })
@NullMarked
package dev.verifier.server.logout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
