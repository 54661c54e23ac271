package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.Throttle;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Spring's provider for client assertions, with our words for clients that are unknown or registered for something else. */
final class ClientAuthentication implements AuthenticationProvider {

    private final TrustedClients clients;
    private final JwtClientAssertionAuthenticationProvider springs;
    private final Throttle perClient;

    ClientAuthentication(TrustedClients clients, JwtClientAssertionAuthenticationProvider springs, Throttle perClient) {
        this.clients = clients;
        this.springs = springs;
        this.perClient = perClient;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var method = ((OAuth2ClientAuthenticationToken) authentication).getClientAuthenticationMethod();
        if (ClientAuthenticationMethod.NONE.equals(method)) {
            return null;
        }
        var client = clients.client(authentication.getName()).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        if (!client.authenticatesByAssertion()) {
            throw Refusal.CLIENT_METHOD_NOT_REGISTERED.asException();
        }
        var authenticated = springs.authenticate(authentication);
        // Counted now and not before: nobody can use up the share of a client whose key he does not have.
        if (perClient.acquire(client.clientId()).isPositive()) {
            throw Refusal.RATE_LIMITED.asException();
        }
        return authenticated;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
