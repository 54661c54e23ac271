package dev.verifier.server.logout;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.grant.SessionGrants;
import dev.verifier.server.session.BrowserSessions;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The end of a session: what was issued in it is taken back, and the clients that want to hear of it are going to. All of it happens,
 * or nothing does. Thread-safe.
 */
final class Logouts {

    static final String CLIENT = "by_client";
    static final String PERSON = "by_person";
    static final String CREDENTIAL = "credential_over";

    private final BrowserSessions sessions;
    private final SessionGrants grants;
    private final Heralds heralds;
    private final TransactionOperations transactions;
    private final EventLog events;

    Logouts(
            BrowserSessions sessions,
            SessionGrants grants,
            Heralds heralds,
            TransactionOperations transactions,
            EventLog events) {
        this.sessions = sessions;
        this.grants = grants;
        this.heralds = heralds;
        this.transactions = transactions;
        this.events = events;
    }

    /** Of several who end a session at once, here or on another node, one does. */
    void end(String session, String reason) {
        end(session, reason, "");
    }

    /**
     * The same.
     *
     * @param why the code of what is not believed any more; empty where that is not the reason
     */
    void end(String session, String reason, String why) {
        var clients = transactions.execute(_ -> {
            var joined = sessions.end(session);
            joined.ifPresent(all -> {
                all.forEach(client -> heralds.announce(session, client, why));
                grants.takeBack(session);
            });
            return joined;
        });
        clients.ifPresent(told -> {
            events.publish(new VerifierEvent.SessionEnded(reason, told.size(), why));
            heralds.deliver();
        });
    }
}
