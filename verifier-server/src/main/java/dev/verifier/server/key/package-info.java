/** Our own keys and secrets. Owns loading, generating and publishing them; does not decide what is signed. */
@ApplicationModule(allowedDependencies = {"audit", "configuration", "outbound"})
@NullMarked
package dev.verifier.server.key;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
