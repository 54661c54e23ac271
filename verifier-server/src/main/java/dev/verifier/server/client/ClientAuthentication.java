package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Spring's provider for client assertions, with our words for clients that are unknown or registered for something else. */
final class ClientAuthentication implements AuthenticationProvider {

    private final TrustedClients clients;
    private final JwtClientAssertionAuthenticationProvider springs;

    ClientAuthentication(TrustedClients clients, JwtClientAssertionAuthenticationProvider springs) {
        this.clients = clients;
        this.springs = springs;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var client = clients.client(authentication.getName()).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        if (!client.authenticatesByAssertion()) {
            throw Refusal.CLIENT_METHOD_NOT_REGISTERED.asException();
        }
        return springs.authenticate(authentication);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
