package dev.verifier.server.client;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds public clients: with a code and its verifier by Spring's converter (RFC 7636 §4.5); where they refresh or take back a token
 * by {@code client_id} alone (RFC 6749 §3.2.1). The client is written down once it is known to be one.
 */
final class PublicClientConverter implements AuthenticationConverter {

    private final PublicClientAuthenticationConverter springs = new PublicClientAuthenticationConverter();
    private final ClientRequests requests;

    PublicClientConverter(ClientRequests requests) {
        this.requests = requests;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        return switch (request.getRequestURI()) {
            case Surface.TOKEN -> atTheTokenEndpoint(request);
            case Surface.REVOKE -> byName(request);
            default -> null; // a name proves nothing where something is told
        };
    }

    private @Nullable Authentication atTheTokenEndpoint(HttpServletRequest request) {
        if (isGrant(request, AuthorizationGrantType.REFRESH_TOKEN)) {
            return byName(request);
        }
        var client = (OAuth2ClientAuthenticationToken) springs.convert(request);
        if (client == null && isGrant(request, AuthorizationGrantType.AUTHORIZATION_CODE) && isPublic(request)) {
            throw Refusal.GRANT_INVALID.asException(); // RFC 7636 §4.6
        }
        if (client != null) {
            requests.known(request, client.getName());
            ClientRequests.requireWellFormed(client.getAdditionalParameters());
        }
        return client;
    }

    /** What a public client brings with its name is the secret: a token. */
    private @Nullable Authentication byName(HttpServletRequest request) {
        if (!isPublic(request)) {
            return null;
        }
        var clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        requests.known(request, clientId);
        return new OAuth2ClientAuthenticationToken(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
    }

    private static boolean isGrant(HttpServletRequest request, AuthorizationGrantType grant) {
        return grant.getValue().equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
    }

    private boolean isPublic(HttpServletRequest request) {
        var clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        return clientId != null
                && requests.clients()
                        .client(clientId)
                        .filter(TrustedClient::isPublic)
                        .isPresent();
    }
}
