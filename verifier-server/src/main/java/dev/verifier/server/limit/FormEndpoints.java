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
import java.security.ProviderException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of the endpoints that take a form from a client or a wallet (RFC 6749 §3.2): a form, in the body, of bounded size, with every
 * parameter once, and not too often. Whatever breaks behind it is answered in the same form as a refusal.
 */
final class FormEndpoints extends OncePerRequestFilter {

    private static final Set<String> ENDPOINTS =
            Set.of(Surface.TOKEN, Surface.PAR, Surface.INTROSPECT, Surface.REVOKE, Surface.WALLET_RESPONSE);
    private static final Set<String> GRANTS = Set.of("client_credentials", "authorization_code", "refresh_token");

    private final ErrorAnswers answers;
    private final CallerAddress addresses;
    private final Throttle perAddress;
    private final long largestBody;

    FormEndpoints(ErrorAnswers answers, CallerAddress addresses, Throttle perAddress, long largestBody) {
        this.answers = answers;
        this.addresses = addresses;
        this.perAddress = perAddress;
        this.largestBody = largestBody;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ENDPOINTS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var facts = new RequestFacts(request.getRequestURI(), "", "");
        facts.keepWith(request);
        var refusal = refusal(request, response);
        if (refusal.isPresent()) {
            answers.refuse(request, response, refusal.get());
            return;
        }
        var grant = request.getParameter("grant_type");
        facts.withGrant(grant != null && GRANTS.contains(grant) ? grant : "").keepWith(request);
        try {
            chain.doFilter(request, response);
        } catch (ProviderException e) {
            answers.away(request, response, e);
        } catch (RuntimeException e) {
            answers.fail(request, response, e);
        }
    }

    private Optional<Refusal> refusal(HttpServletRequest request, HttpServletResponse response) {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, "POST");
            return Optional.of(Refusal.METHOD_NOT_ALLOWED);
        }
        var wait = perAddress.acquire(CallerAddress.network(addresses.of(request)));
        if (wait.isPositive()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
            return Optional.of(Refusal.RATE_LIMITED);
        }
        if (!isForm(request)) {
            return Optional.of(Refusal.CONTENT_TYPE);
        }
        if (request.getQueryString() != null) {
            return Optional.of(Refusal.PARAMETERS_IN_URL);
        }
        return request.getContentLengthLong() > largestBody ? Optional.of(Refusal.REQUEST_TOO_LARGE) : form(request);
    }

    /** What is wrong with the form itself; Tomcat throws where it cannot be read. */
    private static Optional<Refusal> form(HttpServletRequest request) {
        try {
            return request.getParameterMap().entrySet().stream()
                    .filter(parameter -> parameter.getValue().length != 1)
                    .filter(parameter -> !parameter.getKey().equals("resource")) // RFC 8707 §2
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .map(_ -> Refusal.PARAMETER_REPEATED);
        } catch (IllegalStateException e) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
    }

    private static boolean isForm(HttpServletRequest request) {
        try {
            var type = request.getContentType();
            return type != null
                    && MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
