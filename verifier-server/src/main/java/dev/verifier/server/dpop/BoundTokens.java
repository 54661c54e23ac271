package dev.verifier.server.dpop;

import dev.verifier.server.error.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Access tokens that are presented with the scheme DPoP (RFC 9449 §7.1): with a proof for this token, by the key that it is bound
 * to. Those with the scheme Bearer are for the next one to look at.
 */
final class BoundTokens extends OncePerRequestFilter {

    /** RFC 9110 §11.1: the scheme in any case. */
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)dpop +([A-Za-z0-9._~+/-]+=*) *");

    private static final Pattern SCHEME = Pattern.compile("(?i)dpop( .*)?");

    private final Proofs proofs;
    private final JwtAuthenticationProvider accessTokens;
    private final AuthenticationEntryPoint failures;

    BoundTokens(Proofs proofs, JwtAuthenticationProvider accessTokens, AuthenticationEntryPoint failures) {
        this.proofs = proofs;
        this.accessTokens = accessTokens;
        this.failures = failures;
    }

    static boolean usesScheme(HttpServletRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && SCHEME.matcher(authorization).matches();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !usesScheme(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            SecurityContextHolder.setContext(new SecurityContextImpl(authenticate(request, response)));
        } catch (AuthenticationException e) {
            failures.commence(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private Authentication authenticate(HttpServletRequest request, HttpServletResponse response) {
        var presented = AUTHORIZATION.matcher(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (!presented.matches()) {
            throw Refusal.ACCESS_TOKEN_INVALID.asException();
        }
        var token = presented.group(1);
        var proof = proofs.find(request, response, token).orElseThrow(Refusal.DPOP_PROOF_MISSING::asException);
        var authenticated =
                (JwtAuthenticationToken) accessTokens.authenticate(new BearerTokenAuthenticationToken(token));
        var bound = ProvenKey.in(authenticated.getToken().getClaims())
                .orElseThrow(Refusal.ACCESS_TOKEN_NOT_BOUND::asException);
        if (!bound.equals(proof.key()) || !bound.equals(proofs.use(proof, request))) {
            throw Refusal.ACCESS_TOKEN_BOUND.asException();
        }
        return authenticated;
    }
}
