/** What happened, as typed facts. Owns the events, the one audit log and the metrics; decides nothing. */
@ApplicationModule(allowedDependencies = "configuration")
@NullMarked
package dev.verifier.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
