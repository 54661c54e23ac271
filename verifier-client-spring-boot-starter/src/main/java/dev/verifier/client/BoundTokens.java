package dev.verifier.client;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A token that is bound to a key is no bearer token (RFC 9449 §7.1): whoever has stolen it has not the key. Spring Security verifies the
 * proof where the scheme is DPoP, and would take the token without one under another. Stateless.
 */
final class BoundTokens implements OAuth2TokenValidator<Jwt> {

    private static final String DPOP = "DPoP ";

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        var bound = token.getClaims().get("cnf") instanceof Map<?, ?> confirmation && confirmation.containsKey("jkt");
        return !bound || comesWithProof()
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        "invalid_token",
                        "The token is bound to a key: send it with the scheme DPoP, and a proof beside it",
                        null));
    }

    /** Nobody knows outside of a request. */
    private static boolean comesWithProof() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
            return false;
        }
        var authorization = now.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length());
    }
}
