/**
 * What persons granted clients: codes, and the tokens they were exchanged for. Owns the one table they are remembered in; does not
 * decide what is in a token.
 */
@ApplicationModule(allowedDependencies = {"client", "error", "token"})
@NullMarked
package dev.verifier.server.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
