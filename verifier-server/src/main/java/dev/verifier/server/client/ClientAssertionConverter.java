package dev.verifier.server.client;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the client assertion in a request (RFC 7521 §4.2). Unlike Spring's own converter it does without {@code client_id}, which
 * the assertion says already; where it is sent it must be the same.
 */
final class ClientAssertionConverter implements AuthenticationConverter {

    /** RFC 7523 §2.2. */
    static final ClientAuthenticationMethod JWT_BEARER =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    private final ClientRequests requests;
    private final Limits limits;

    ClientAssertionConverter(ClientRequests requests, Limits limits) {
        this.requests = requests;
        this.limits = limits;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
        if (assertion == null) {
            return null;
        }
        if (!JWT_BEARER.getValue().equals(request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION_TYPE))) {
            throw Refusal.CLIENT_ASSERTION_TYPE.asException();
        }
        var read = read(assertion);
        var clientId = clientId(read, request.getParameter(OAuth2ParameterNames.CLIENT_ID));
        return requests.of(request, clientId, JWT_BEARER, new ReadAssertion(assertion, read));
    }

    private CompactJws read(String assertion) {
        try {
            return CompactJws.parse(Part.CLIENT_ASSERTION, assertion, limits);
        } catch (RejectedException e) {
            throw Refusal.invalidClient(e.rejection());
        }
    }

    /** A door: the name only selects the client whose key must then verify the assertion. */
    private static String clientId(CompactJws assertion, @Nullable String parameter) {
        try {
            var clientId = assertion.allegedSubject().orElse(parameter);
            if (clientId == null || clientId.isBlank()) {
                throw new RejectedException(new Rejection.ClaimMissing(Part.CLIENT_ASSERTION, "sub"));
            }
            return clientId;
        } catch (RejectedException e) {
            throw Refusal.invalidClient(e.rejection());
        }
    }
}
