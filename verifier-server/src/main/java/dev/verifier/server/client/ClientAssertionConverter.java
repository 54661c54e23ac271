package dev.verifier.server.client;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the client assertion in a request (RFC 7521 §4.2). Unlike Spring's own converter it does without {@code client_id}, which
 * the assertion says already; where it is sent it must be the same.
 */
final class ClientAssertionConverter implements AuthenticationConverter {

    /** RFC 7523 §2.2. */
    private static final ClientAuthenticationMethod JWT_BEARER =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    private static final List<String> GRANT =
            List.of(OAuth2ParameterNames.GRANT_TYPE, OAuth2ParameterNames.CODE, PkceParameterNames.CODE_VERIFIER);

    private final TrustedClients clients;
    private final Limits limits;

    ClientAssertionConverter(TrustedClients clients, Limits limits) {
        this.clients = clients;
        this.limits = limits;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
        if (assertion == null) {
            return null;
        }
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) {
            throw Refusal.CLIENT_AUTHENTICATION_AMBIGUOUS.asException();
        }
        if (!JWT_BEARER.getValue().equals(request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION_TYPE))) {
            throw Refusal.CLIENT_ASSERTION_TYPE.asException();
        }
        var clientId = clientId(assertion, request.getParameter(OAuth2ParameterNames.CLIENT_ID));
        if (clients.client(clientId).isPresent()) {
            RequestFacts.of(request).withClient(clientId).keepWith(request);
        }
        return new OAuth2ClientAuthenticationToken(clientId, JWT_BEARER, assertion, grant(request));
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
        }
        return parameters;
    }

    /** A door: the name only selects the client whose key must then verify the assertion. */
    private String clientId(String assertion, @Nullable String parameter) {
        try {
            var alleged =
                    CompactJws.parse(Part.CLIENT_ASSERTION, assertion, limits).allegedSubject();
            var clientId = alleged.orElse(parameter);
            if (clientId == null || clientId.isBlank()) {
                throw new RejectedException(new Rejection.ClaimMissing(Part.CLIENT_ASSERTION, "sub"));
            }
            if (parameter != null && !parameter.equals(clientId)) {
                throw new RejectedException(new Rejection.ClientNamesDisagree());
            }
            return clientId;
        } catch (RejectedException e) {
            throw Refusal.invalidClient(e.rejection());
        }
    }
}
