package dev.verifier.server.grant;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * One token of a grant.
 *
 * @param digest its SHA-256
 * @param issuedAt when it was issued
 * @param expiresAt when it ends
 * @param invalidated whether it was used up or taken back
 */
record RememberedToken(TokenDigest digest, Instant issuedAt, Instant expiresAt, boolean invalidated) {

    static @Nullable RememberedToken of(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        return token == null
                ? null
                : new RememberedToken(
                        TokenDigest.of(token.getToken().getTokenValue()),
                        Objects.requireNonNull(token.getToken().getIssuedAt()),
                        Objects.requireNonNull(token.getToken().getExpiresAt()),
                        token.isInvalidated());
    }

    /** As Spring keeps it beside the token. */
    Consumer<Map<String, Object>> metadata() {
        return metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, invalidated);
    }
}
