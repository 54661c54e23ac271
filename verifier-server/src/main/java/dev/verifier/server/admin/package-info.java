/** What an operator sees of a server that runs, on the management port. Owns the page; changes nothing, and shows nothing personal. */
@ApplicationModule(allowedDependencies = {"audit", "configuration", "key", "list", "wallet"})
@NullMarked
package dev.verifier.server.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
