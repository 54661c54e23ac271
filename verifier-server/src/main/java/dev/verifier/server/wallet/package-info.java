/**
 * Signing in with a wallet: one way to authenticate among those Spring knows. Owns the login from the browser that starts it to the
 * moment Spring issues a code for it, and what is said to the wallet in between; does not decide whether a presentation is believed.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "authorize",
            "client",
            "compatibility",
            "configuration",
            "error",
            "expiry",
            "key",
            "limit",
            "page",
            "profile",
            "request",
            "session",
            "token",
            "trust"
        })
@NullMarked
package dev.verifier.server.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
