/**
 * Browser sessions: that somebody signed in, in which browser, and at which clients since. Owns the session's table and its cookie;
 * does not decide which requests a session may answer, and does not tell clients when it ends.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "authorize",
            "client",
            "configuration",
            "error",
            "expiry",
            "key",
            "profile",
            "request",
            "token"
        })
@NullMarked
package dev.verifier.server.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
