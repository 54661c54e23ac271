package dev.verifier.server.token;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Spring's token response, and the fact that it was given. */
final class TokenIssued implements AuthenticationSuccessHandler {

    private final AuthenticationSuccessHandler springs = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    private final EventLog events;

    TokenIssued(EventLog events) {
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        // Written down before it is sent: a token that nobody knows of must not be out there.
        if (authentication instanceof OAuth2AccessTokenAuthenticationToken issued
                && issued.getPrincipal() instanceof Authentication client
                && client.getDetails() instanceof PresentedSubject subject) {
            events.publish(new VerifierEvent.TokenIssued(
                    issued.getRegisteredClient().getClientId(),
                    AuthorizationGrantType.CLIENT_CREDENTIALS.getValue(),
                    subject.evidence()));
        }
        springs.onAuthenticationSuccess(request, response, authentication);
    }
}
