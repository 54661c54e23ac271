package dev.verifier.server.token;

import org.jspecify.annotations.Nullable;

/**
 * What an ID token of ours says that comes back (OpenID Connect Core §3.1.2.1, {@code id_token_hint}).
 *
 * @param subject under which name the client knows the person
 * @param session the browser session it was issued in; null where it names none
 * @param client whom it was issued to
 */
public record IdTokenHint(String subject, @Nullable String session, String client) {}
