/** What we tell about ourselves. Owns the metadata documents and the key sets of did:key; says nothing that is not so. */
@ApplicationModule(allowedDependencies = {"authorize", "client", "configuration", "dpop", "error", "key", "profile"})
@NullMarked
package dev.verifier.server.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
