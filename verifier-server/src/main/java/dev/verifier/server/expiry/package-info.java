/**
 * What goes when nobody can come back for it. Owns how rows that ended are removed, and how many were; does not know what they mean, nor
 * when they end.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.verifier.server.expiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
