package dev.verifier.server.token;

import dev.verifier.server.client.TrustedClients;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Spring's view of authorizations, for tokens that say everything themselves. A machine's grant leaves nothing behind: what a
 * token is worth is read from the token, under our signature, on any node and after any restart. Thread-safe.
 */
final class SelfContainedTokens implements OAuth2AuthorizationService {

    private final JwtDecoder decoder;
    private final TrustedClients clients;

    /**
     * @param decoder for tokens of ours
     * @param clients a token of a client that left the list is worth nothing
     */
    SelfContainedTokens(JwtDecoder decoder, TrustedClients clients) {
        this.decoder = decoder;
        this.clients = clients;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            throw new UnsupportedOperationException("only machines are granted anything yet");
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        throw new UnsupportedOperationException("there is nothing to remove");
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        return decoded(token).flatMap(this::authorization).orElse(null);
    }

    private Optional<Jwt> decoded(String token) {
        try {
            return Optional.of(decoder.decode(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private Optional<OAuth2Authorization> authorization(Jwt jwt) {
        return Optional.ofNullable(jwt.getClaimAsString(OAuth2ParameterNames.CLIENT_ID))
                .map(clients::findByClientId)
                .map(client -> OAuth2Authorization.withRegisteredClient(client)
                        .principalName(client.getClientId())
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .token(
                                new OAuth2AccessToken(
                                        OAuth2AccessToken.TokenType.BEARER,
                                        jwt.getTokenValue(),
                                        jwt.getIssuedAt(),
                                        jwt.getExpiresAt()),
                                metadata ->
                                        metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, jwt.getClaims()))
                        .build());
    }
}
