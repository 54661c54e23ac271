/** Looks at a configuration as the server would use it and reports; starts nothing, changes nothing. */
@NullMarked
package dev.verifier.server.doctor;

import org.jspecify.annotations.NullMarked;
