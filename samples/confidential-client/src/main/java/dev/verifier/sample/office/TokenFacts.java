package dev.verifier.sample.office;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * What a person may see of a token, which is never the token.
 *
 * @param name which one it is
 * @param id by which it can be found in Verifier's log; null where it has none that could be read
 * @param issued when it was
 * @param ends when it does
 */
record TokenFacts(
        String name,
        @Nullable String id,
        @Nullable Instant issued,
        @Nullable Instant ends) {

    static List<TokenFacts> of(OidcIdToken idToken, OAuth2AccessToken accessToken) {
        return List.of(of("Access token", accessToken), of("ID token", idToken));
    }

    private static TokenFacts of(String name, AbstractOAuth2Token token) {
        return new TokenFacts(name, id(token.getTokenValue()), token.getIssuedAt(), token.getExpiresAt());
    }

    /** To a client an access token is only text (RFC 9068 §6); this app looks into it to show that another one came. */
    private static @Nullable String id(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            return null;
        }
    }
}
