/** Who computes elliptic curves. Owns the choice of the JCA provider; knows nothing of what is signed. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.verifier.server.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
