package dev.verifier.server.logout;

/**
 * A client that still has to be told that somebody signed out.
 *
 * @param id of this notice
 * @param clientId which client
 * @param session which session ended
 * @param subject under which name the client knows the person
 * @param attempts how often it was tried
 */
record LogoutNotice(String id, String clientId, String session, String subject, int attempts) {}
