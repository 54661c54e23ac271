/**
 * Several issuers in one process, each a whole server with a context, a configuration and a schema of its own. Owns their files, the port
 * they share and their start and end; nothing in it asks at a request whose it is.
 */
@ApplicationModule(allowedDependencies = {"admin", "audit", "configuration", "error"})
@NullMarked
package dev.verifier.server.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
