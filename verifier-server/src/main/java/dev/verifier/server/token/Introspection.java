package dev.verifier.server.token;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Spring's introspection for those it concerns: the client a token was issued to, and the audience it was issued for. To
 * everybody else it is not active (RFC 7662 §4).
 */
final class Introspection implements AuthenticationProvider {

    private final OAuth2TokenIntrospectionAuthenticationProvider springs;
    private final EventLog events;

    Introspection(OAuth2TokenIntrospectionAuthenticationProvider springs, EventLog events) {
        this.springs = springs;
        this.events = events;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var answer = (OAuth2TokenIntrospectionAuthenticationToken) springs.authenticate(authentication);
        if (answer == null) {
            return null;
        }
        var caller = ((Authentication) answer.getPrincipal()).getName();
        var claims = answer.getTokenClaims();
        var active = claims.isActive() && concerns(caller, claims);
        events.publish(new VerifierEvent.Introspected(caller, active));
        return active
                ? answer
                : new OAuth2TokenIntrospectionAuthenticationToken(
                        answer.getToken(),
                        (Authentication) answer.getPrincipal(),
                        OAuth2TokenIntrospection.builder().build());
    }

    private static boolean concerns(String caller, OAuth2TokenIntrospection claims) {
        return caller.equals(claims.getClientId())
                || (claims.getAudience() != null && claims.getAudience().contains(caller));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
