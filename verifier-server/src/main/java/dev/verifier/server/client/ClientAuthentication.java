package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.Throttle;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Who a confidential client is, at every endpoint that wants to know: by the provider for the way it authenticates in, with our words
 * for clients that are unknown or registered for another. Thread-safe.
 */
final class ClientAuthentication implements AuthenticationProvider {

    private final TrustedClients clients;
    private final Map<ClientAuthenticationMethod, AuthenticationProvider> methods;
    private final Throttle perClient;

    ClientAuthentication(
            TrustedClients clients,
            Map<ClientAuthenticationMethod, AuthenticationProvider> methods,
            Throttle perClient) {
        this.clients = clients;
        this.methods = Map.copyOf(methods);
        this.perClient = perClient;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var method = ((OAuth2ClientAuthenticationToken) authentication).getClientAuthenticationMethod();
        var provider = methods.get(method);
        if (provider == null) {
            return null;
        }
        var client = clients.client(authentication.getName()).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        if (!client.authenticatesBy(method)) {
            throw Refusal.CLIENT_METHOD_NOT_REGISTERED.asException();
        }
        var authenticated = provider.authenticate(authentication);
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
