package dev.verifier.server.grant;

import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Token requests with a code. The ecosystem's runbook has clients repeat the {@code state} of their authorization request, which
 * OAuth does not ask for; where they do, it must be that one, or the code belongs to another browser's sign-in. Thread-safe.
 */
final class CodeTokenRequests implements AuthenticationConverter {

    private static final OAuth2TokenType CODE = new OAuth2TokenType(OAuth2ParameterNames.CODE);

    private final OAuth2AuthorizationCodeAuthenticationConverter springs =
            new OAuth2AuthorizationCodeAuthenticationConverter();
    private final OAuth2AuthorizationService grants;

    CodeTokenRequests(OAuth2AuthorizationService grants) {
        this.grants = grants;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var asked = springs.convert(request);
        var state = request.getParameter(OAuth2ParameterNames.STATE);
        if (state != null
                && asked instanceof OAuth2AuthorizationCodeAuthenticationToken exchange
                && isOfAnotherRequest(state, exchange.getCode())) {
            throw Refusal.GRANT_STATE_DIFFERS.asException();
        }
        return asked;
    }

    /** A code that nobody knows is refused by Spring. */
    private boolean isOfAnotherRequest(String state, String code) {
        var grant = grants.findByToken(code, CODE);
        if (grant == null) {
            return false;
        }
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request == null || !state.equals(request.getState());
    }
}
