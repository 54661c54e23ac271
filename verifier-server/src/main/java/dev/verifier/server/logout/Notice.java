package dev.verifier.server.logout;

/**
 * Something that a client has to be told.
 *
 * @param id its name
 * @param clientId whom to tell
 * @param session which session it is about, as the client's ID token names it
 * @param content what there is to be told of it; empty where that cannot be read any more
 * @param attempts how often it was tried
 */
record Notice(String id, String clientId, String session, String content, int attempts) {

    /** What clients may hear of, and where that is kept. */
    enum Kind {
        /** Somebody signed out; the content is who, as the client knows the person. */
        LOGOUT("logout_notice", "subject"),
        /** A credential ended; the content is a {@link SecurityEvent}. */
        SECURITY_EVENT("security_event", "content");

        private final String table;
        private final String column;

        Kind(String table, String column) {
            this.table = table;
            this.column = column;
        }

        String table() {
            return table;
        }

        String column() {
            return column;
        }
    }
}
