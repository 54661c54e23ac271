package dev.verifier.server.grant;

/** What was granted in a browser session. Thread-safe. */
public final class SessionGrants {

    private final GrantTable table;

    SessionGrants(GrantTable table) {
        this.table = table;
    }

    /** Takes back what was issued in a session: its codes, access tokens and refresh tokens open nothing here any more. */
    public void takeBack(String session) {
        table.deleteOfSession(session);
    }
}
