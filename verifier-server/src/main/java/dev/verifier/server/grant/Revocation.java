package dev.verifier.server.grant;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.error.Refusal;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Takes tokens back (RFC 7009): with a refresh token everything that was granted with it, an access token by itself. What is no
 * token is no good already; what is another client's is none of the caller's business. Thread-safe.
 */
final class Revocation implements AuthenticationProvider {

    private final GrantTable table;
    private final Grants grants;
    private final RevokedTokens revoked;
    private final EventLog events;

    Revocation(GrantTable table, Grants grants, RevokedTokens revoked, EventLog events) {
        this.table = table;
        this.grants = grants;
        this.revoked = revoked;
        this.events = events;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2TokenRevocationAuthenticationToken) authentication;
        var client = asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken caller && caller.isAuthenticated()
                ? caller.getRegisteredClient()
                : null;
        if (client == null) {
            throw Refusal.CLIENT_AUTHENTICATION_MISSING.asException();
        }
        // RFC 7009 §2.1: what kind of token it is, is seen from the token; the hint is not needed.
        table.byRefreshToken(asked.getToken()).ifPresent(row -> end(row, client));
        grants.decoded(asked.getToken()).ifPresent(jwt -> takeBack(jwt, client));
        return asked;
    }

    private void end(GrantTable.Row row, RegisteredClient client) {
        if (!row.clientRegistration().equals(client.getId())) {
            throw Refusal.TOKEN_OF_ANOTHER_CLIENT.asException();
        }
        grants.end(row, "revoked", client.getClientId());
    }

    private void takeBack(Jwt jwt, RegisteredClient client) {
        if (!client.getClientId().equals(jwt.getClaimAsString(OAuth2ParameterNames.CLIENT_ID))) {
            throw Refusal.TOKEN_OF_ANOTHER_CLIENT.asException();
        }
        revoked.add(jwt);
        events.publish(new VerifierEvent.TokenRevoked(client.getClientId()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
