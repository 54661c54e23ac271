package dev.verifier.server.authorize;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Which credentials an authorization request may ask for: those of the profiles that its client may use. Thread-safe.
 *
 * @param clients those who may ask
 */
record ProfileRules(TrustedClients clients) implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (clients.asked(request.getClientId(), request.getScopes()).isEmpty()) {
            var refusal = Refusal.PROFILE_NOT_PERMITTED;
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(refusal.error(), refusal.code(), null), request);
        }
    }
}
