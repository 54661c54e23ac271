/** What happens on the worst day: nodes that die, races between them, upgrades. Nothing may be lost, nothing done twice. */
@NullMarked
package dev.verifier.e2e.faults;

import org.jspecify.annotations.NullMarked;
