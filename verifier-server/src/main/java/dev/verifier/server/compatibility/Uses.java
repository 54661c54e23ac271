package dev.verifier.server.compatibility;

import dev.verifier.check.Trace;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;

/**
 * Counts who still needs a quirk. What somebody only has explained is nobody's need: it would keep a switch on that no wallet and no machine
 * wants any more.
 *
 * @param events where it is counted
 */
record Uses(EventLog events) {

    void count(String quirk) {
        if (!Trace.isHeard()) {
            events.publish(new VerifierEvent.QuirkUsed(quirk));
        }
    }
}
