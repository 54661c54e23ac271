/**
 * Sources of trust: anchors, trusted issuers, participants, revoked credentials, status lists. Owns how they are read and kept
 * current; the library decides with them.
 */
@ApplicationModule(allowedDependencies = {"audit", "compatibility", "configuration", "list", "outbound"})
@NullMarked
package dev.verifier.server.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
