package dev.verifier.server.authorize;

import dev.verifier.server.client.Resources;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Which resources an authorization request may name (RFC 8707 §2.1): those its client is registered for. Thread-safe.
 *
 * @param clients those who may ask
 * @param resources and for what
 */
record ResourceRules(TrustedClients clients, Resources resources)
        implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        var asked = Resources.asked(request.getAdditionalParameters());
        var permitted = clients.client(request.getClientId())
                .filter(client -> resources.permit(client, asked))
                .isPresent();
        if (!permitted) {
            var refusal = Refusal.RESOURCE_NOT_REGISTERED;
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(refusal.error(), refusal.code(), null), request);
        }
    }
}
