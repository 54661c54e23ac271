/**
 * Lists that operators write and we read again and again. Owns strict YAML with line numbers, findings, and the last good copy;
 * does not know what the lists mean.
 */
@ApplicationModule(allowedDependencies = {"audit", "configuration", "outbound"})
@NullMarked
package dev.verifier.server.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
