package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Spring's provider for public clients, which wants a code verifier and so only knows them where they redeem a code. Elsewhere they
 * are who they say: what they bring decides. Thread-safe.
 */
final class PublicClientAuthentication implements AuthenticationProvider {

    private final TrustedClients clients;
    private final AuthenticationProvider springs;

    PublicClientAuthentication(TrustedClients clients, AuthenticationProvider springs) {
        this.clients = clients;
        this.springs = springs;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var client = (OAuth2ClientAuthenticationToken) authentication;
        if (!ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())) {
            return null;
        }
        if (AuthorizationGrantType.AUTHORIZATION_CODE
                .getValue()
                .equals(client.getAdditionalParameters().get(OAuth2ParameterNames.GRANT_TYPE))) {
            return springs.authenticate(client);
        }
        var registered = clients.findByClientId(client.getName());
        if (registered == null
                || !registered.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw Refusal.CLIENT_UNKNOWN.asException();
        }
        return new OAuth2ClientAuthenticationToken(registered, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
