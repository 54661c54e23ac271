/**
 * What persons granted clients: codes, the tokens they were exchanged for, and how long that goes on: refreshing, taking back,
 * ending. Owns the tables this is remembered in; does not decide what is in a token.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "client", "dpop", "error", "expiry", "key", "profile", "token", "trust"})
@NullMarked
package dev.verifier.server.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
