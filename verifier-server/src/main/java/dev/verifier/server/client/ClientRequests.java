package dev.verifier.server.client;

import dev.verifier.rejection.Rejection;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * What is the same whichever way a client authenticates: it speaks of itself under one name, and at the token endpoint Spring's
 * providers hear what they need for PKCE. Thread-safe.
 *
 * @param clients those who may ask
 */
record ClientRequests(TrustedClients clients) {

    /** RFC 7636 §4.1. */
    private static final Pattern CODE_VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private static final List<String> GRANT =
            List.of(OAuth2ParameterNames.GRANT_TYPE, OAuth2ParameterNames.CODE, PkceParameterNames.CODE_VERIFIER);

    /** The client's claim to be this one, with what is to prove it. */
    OAuth2ClientAuthenticationToken of(
            HttpServletRequest request, String clientId, ClientAuthenticationMethod method, Object proof) {
        var parameter = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        if (parameter != null && !parameter.equals(clientId)) {
            throw Refusal.invalidClient(new Rejection.ClientNamesDisagree());
        }
        known(request, clientId);
        return new OAuth2ClientAuthenticationToken(clientId, method, proof, grant(request));
    }

    /** Writes down whose request it is said to be, if there is such a client. */
    void known(HttpServletRequest request, String clientId) {
        if (clients.client(clientId).isPresent()) {
            RequestFacts.of(request).withClient(clientId).keepWith(request);
        }
    }

    /** What the machine's step needs to know, and Spring's for PKCE, where there is a grant at all. */
    private static Map<String, Object> grant(HttpServletRequest request) {
        var parameters = new HashMap<String, Object>();
        if (Surface.TOKEN.equals(request.getRequestURI())) {
            for (var name : GRANT) {
                var value = request.getParameter(name);
                if (value != null) {
                    parameters.put(name, value);
                }
            }
            requireWellFormed(parameters);
        }
        return parameters;
    }

    /** A verifier too short to be one proves nothing, even if it is the right one. */
    static void requireWellFormed(Map<String, Object> parameters) {
        var isCode = AuthorizationGrantType.AUTHORIZATION_CODE
                .getValue()
                .equals(parameters.get(OAuth2ParameterNames.GRANT_TYPE));
        if (isCode
                && parameters.get(PkceParameterNames.CODE_VERIFIER) instanceof String verifier
                && !CODE_VERIFIER.matcher(verifier).matches()) {
            throw Refusal.GRANT_INVALID.asException();
        }
    }
}
