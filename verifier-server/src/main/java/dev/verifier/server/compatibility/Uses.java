package dev.verifier.server.compatibility;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;

/**
 * Counts who still needs a quirk.
 *
 * @param events where it is counted
 */
record Uses(EventLog events) {

    void count(String quirk) {
        events.publish(new VerifierEvent.QuirkUsed(quirk));
    }
}
