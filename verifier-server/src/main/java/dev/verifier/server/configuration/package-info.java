/** What an operator decides. Owns the names, defaults and limits of every knob, and where the server is; decides nothing itself. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.verifier.server.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
