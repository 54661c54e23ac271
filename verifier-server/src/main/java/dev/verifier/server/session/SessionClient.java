package dev.verifier.server.session;

/**
 * A client that signed somebody in with a session.
 *
 * @param clientId which
 * @param subject under which name it knows the person; empty where that cannot be read any more
 */
public record SessionClient(String clientId, String subject) {}
