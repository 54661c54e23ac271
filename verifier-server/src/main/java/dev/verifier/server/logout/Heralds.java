package dev.verifier.server.logout;

import dev.verifier.server.session.SessionClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Who tells clients of the end of a session: that somebody signed out, and, where an operator wants the draft, that it was the credential.
 * Thread-safe.
 *
 * @param logouts what waits to be told
 * @param logoutChannel tells it
 * @param events likewise; null where no events are sent
 * @param eventChannel likewise
 * @param clock of this server
 */
record Heralds(
        Notices logouts,
        BackChannel logoutChannel,
        @Nullable Notices events,
        @Nullable BackChannel eventChannel,
        Clock clock)
        implements AutoCloseable {

    /** Writes down what a client that was in the session has to be told. */
    void announce(String session, SessionClient client, String why) {
        logouts.add(session, client.clientId(), client.subject());
        if (events != null && !why.isEmpty() && !client.subject().isEmpty()) {
            SecurityEvent.of(client.subject(), why, clock.instant())
                    .forEach(event -> events.add(session, client.clientId(), SecurityEventTokens.kept(event)));
        }
    }

    /** Begins to tell what is due. */
    void deliver() {
        logoutChannel.deliver();
        if (eventChannel != null) {
            eventChannel.deliver();
        }
    }

    @Override
    public void close() {
        logoutChannel.close();
        if (eventChannel != null) {
            eventChannel.close();
        }
    }
}
