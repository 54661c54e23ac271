package dev.verifier.server.authorize;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Which queries clients may send themselves (draft-svensson-credential-oidc-bridge-02, section 3.1.2): those that ask for nothing but
 * what the scopes beside them ask for. Where that is switched off there are none, as the draft has it: a client that meant less than
 * its scopes must not be given more. Thread-safe.
 *
 * @param clients those who may ask
 * @param taken whether it is switched on
 */
record ClientQueryRules(TrustedClients clients, boolean taken)
        implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        var parameters = request.getAdditionalParameters();
        if (!taken) {
            if (ClientQuery.ofGranted(parameters.get(ClientQuery.PARAMETER)).isAsked()) {
                throw refused(Refusal.CLIENT_QUERY_NOT_SUPPORTED, "", request);
            }
            return;
        }
        var query = query(request);
        var profiles = clients.asked(request.getClientId(), request.getScopes()).stream()
                .filter(profile -> profile.isAskedBy(request.getScopes()))
                .toList();
        var beyond = query.beyond(profiles);
        if (beyond.isPresent()) {
            throw refused(Refusal.CLIENT_QUERY_NOT_PERMITTED, beyond.get(), request);
        }
    }

    private static ClientQuery query(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        try {
            return ClientQuery.of(request.getAdditionalParameters());
        } catch (IllegalArgumentException e) {
            throw refused(Refusal.CLIENT_QUERY_INVALID, String.valueOf(e.getMessage()), request);
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            Refusal refusal, String about, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(refusal.about(about), request);
    }
}
