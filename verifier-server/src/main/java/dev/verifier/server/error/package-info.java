/** What callers are told when the answer is no. Owns error bodies and support ids; does not decide anything. */
@ApplicationModule(allowedDependencies = {"audit", "configuration", "page"})
@NullMarked
package dev.verifier.server.error;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
