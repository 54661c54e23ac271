package dev.verifier.server.token;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Spring's token response, and the fact that it was given. */
final class TokenIssued implements AuthenticationSuccessHandler {

    private final OAuth2AccessTokenResponseAuthenticationSuccessHandler springs =
            new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    private final EventLog events;

    TokenIssued(EventLog events) {
        this.events = events;
        springs.setAccessTokenResponseCustomizer(TokenIssued::sayTheWholeLifetime);
    }

    /** Spring counts from the moment of writing and rounds down, so that an hour would be 3599 seconds. */
    private static void sayTheWholeLifetime(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken issued = context.getAuthentication();
        var token = issued.getAccessToken();
        var lifetime = Duration.between(
                Objects.requireNonNull(token.getIssuedAt()), Objects.requireNonNull(token.getExpiresAt()));
        var parameters = new HashMap<>(issued.getAdditionalParameters());
        parameters.put(OAuth2ParameterNames.EXPIRES_IN, lifetime.toSeconds());
        context.getAccessTokenResponse().additionalParameters(parameters);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        // Written down before it is sent: a token that nobody knows of must not be out there.
        if (authentication instanceof OAuth2AccessTokenAuthenticationToken issued
                && issued.getPrincipal() instanceof Authentication client) {
            events.publish(new VerifierEvent.TokenIssued(
                    issued.getRegisteredClient().getClientId(),
                    RequestFacts.of(request).grant(),
                    client.getDetails() instanceof PresentedSubject subject ? subject.evidence() : null));
        }
        springs.onAuthenticationSuccess(request, response, authentication);
    }
}
