package dev.verifier.server.limit;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of what browsers and wallets ask again and again while a login goes on, of userinfo, which writes down each proof that comes
 * with a token, and of what explains: not too often.
 */
final class LoginEndpoints extends OncePerRequestFilter {

    private static final String ASSETS = Surface.LOGIN + "/assets/";

    private final ErrorAnswers answers;
    private final CallerAddress addresses;
    private final Throttle perAddress;

    LoginEndpoints(ErrorAnswers answers, CallerAddress addresses, Throttle perAddress) {
        this.answers = answers;
        this.addresses = addresses;
        this.perAddress = perAddress;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return endpoint(request).isEmpty();
    }

    private static Optional<String> endpoint(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith(ASSETS)
                ? Optional.empty()
                : Stream.of(Surface.LOGIN, Surface.LOGOUT, Surface.WALLET_REQUEST, Surface.USERINFO, Surface.PLAYGROUND)
                        .filter(endpoint -> path.equals(endpoint) || path.startsWith(endpoint + "/"))
                        .findFirst();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = perAddress.acquire(CallerAddress.network(addresses.of(request)));
        if (wait.isPositive()) {
            new RequestFacts(endpoint(request).orElseThrow(), "", "").keepWith(request);
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
            answers.refuse(request, response, Refusal.RATE_LIMITED);
            return;
        }
        chain.doFilter(request, response);
    }
}
