package dev.verifier.server.client;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Spring's converter for public clients (RFC 7636 §4.5), with the client written down once it is known to be one. */
final class PublicClientConverter implements AuthenticationConverter {

    private final PublicClientAuthenticationConverter springs = new PublicClientAuthenticationConverter();
    private final ClientRequests requests;

    PublicClientConverter(ClientRequests requests) {
        this.requests = requests;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!Surface.TOKEN.equals(request.getRequestURI())) {
            return null; // a code verifier proves who redeems a code and nothing else
        }
        var client = (OAuth2ClientAuthenticationToken) springs.convert(request);
        if (client == null && isPublicClientWithoutProof(request)) {
            throw Refusal.GRANT_INVALID.asException(); // RFC 7636 §4.6
        }
        if (client != null) {
            requests.known(request, client.getName());
            ClientRequests.requireWellFormed(client.getAdditionalParameters());
        }
        return client;
    }

    private boolean isPublicClientWithoutProof(HttpServletRequest request) {
        var clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        return AuthorizationGrantType.AUTHORIZATION_CODE
                        .getValue()
                        .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))
                && clientId != null
                && requests.clients()
                        .client(clientId)
                        .filter(client -> client.methods().contains(ClientAuthenticationMethod.NONE))
                        .isPresent();
    }
}
