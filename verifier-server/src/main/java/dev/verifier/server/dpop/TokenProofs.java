package dev.verifier.server.dpop;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.OAuthFailures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of the endpoints that clients authenticate at: a proof that does not hold, or that needs a nonce, costs neither the
 * assertion nor the code that came with it, which are good once.
 */
final class TokenProofs extends OncePerRequestFilter {

    private static final Set<String> ENDPOINTS = Set.of(Surface.TOKEN, Surface.PAR);

    private final Proofs proofs;
    private final OAuthFailures failures;

    TokenProofs(Proofs proofs, OAuthFailures failures) {
        this.proofs = proofs;
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ENDPOINTS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            proofs.find(request, response, null).ifPresent(proof -> proof.keepWith(request));
        } catch (OAuth2AuthenticationException e) {
            failures.onAuthenticationFailure(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }
}
