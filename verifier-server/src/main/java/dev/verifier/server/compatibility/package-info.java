/**
 * Habits of wallets and machines in the field that the specifications do not allow. Owns one class for each, with its switch and
 * its count; nothing outside this room knows that they exist.
 */
@ApplicationModule(allowedDependencies = {"audit", "configuration"})
@NullMarked
package dev.verifier.server.compatibility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
