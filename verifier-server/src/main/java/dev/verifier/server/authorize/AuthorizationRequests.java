package dev.verifier.server.authorize;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import dev.verifier.server.limit.CallerAddress;
import dev.verifier.server.limit.Throttle;
import dev.verifier.server.page.Pages;
import dev.verifier.server.request.AskedParameters;
import dev.verifier.server.request.RequestSources;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.ProviderException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.filter.OncePerRequestFilter;

/** In front of the authorization endpoint: not too often, and whatever breaks behind it is answered like a refusal. */
final class AuthorizationRequests extends OncePerRequestFilter {

    private final ErrorAnswers answers;
    private final AuthorizationAnswers authorization;
    private final RequestForm form;
    private final RequestSources sources;
    private final CallerAddress addresses;
    private final Throttle perAddress;
    private final Surface surface;

    AuthorizationRequests(
            ErrorAnswers answers,
            AuthorizationAnswers authorization,
            RequestForm form,
            RequestSources sources,
            CallerAddress addresses,
            Throttle perAddress,
            Surface surface) {
        this.answers = answers;
        this.authorization = authorization;
        this.form = form;
        this.sources = sources;
        this.addresses = addresses;
        this.perAddress = perAddress;
        this.surface = surface;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Surface.AUTHORIZE.equals(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var facts = new RequestFacts(Surface.AUTHORIZE, "", "");
        facts.keepWith(request);
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("POST")) {
            response.setHeader(HttpHeaders.ALLOW, "GET, POST");
            answers.refuse(request, response, Refusal.METHOD_NOT_ALLOWED);
            return;
        }
        var wait = perAddress.acquire(CallerAddress.network(addresses.of(request)));
        if (wait.isPositive()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
            answers.refuse(request, response, Refusal.RATE_LIMITED);
            return;
        }
        try {
            var refusal = refusal(request, facts);
            if (refusal.isPresent()) {
                authorization.refuse(request, response, refusal.get());
            } else {
                ask(request, response, chain);
            }
        } catch (ProviderException e) {
            answers.away(request, response, e);
        } catch (RuntimeException e) {
            answers.fail(request, response, e);
        }
    }

    private void ask(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AskedParameters asked;
        try {
            asked = sources.asked(form.client(request).orElseThrow(), request);
        } catch (OAuth2AuthenticationException e) {
            authorization.onAuthenticationFailure(request, response, e);
            return;
        }
        var refusal = RequestForm.refusal(asked.values());
        if (refusal.isPresent()) {
            authorization.refuse(request, response, refusal.get());
            return;
        }
        var settled = sources.settled(asked, request);
        if (request.getMethod().equals("POST")) {
            asGet(settled, response);
        } else {
            chain.doFilter(settled.in(request, surface.url(Surface.AUTHORIZE)), response);
        }
    }

    /** What is wrong with its form; Tomcat throws where it cannot be read. */
    private Optional<Refusal> refusal(HttpServletRequest request, RequestFacts facts) {
        try {
            form.client(request)
                    .ifPresent(client -> facts.withClient(client.clientId()).keepWith(request));
            Pages.prefer(request.getParameter("ui_locales"), request);
            return form.refusal(request);
        } catch (IllegalStateException e) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
    }

    /** A form (OpenID Connect Core §3.1.2.1) is asked again as a link, which is what is asked once more after the login. */
    private void asGet(AskedParameters asked, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, surface.url(Surface.AUTHORIZE) + "?" + asked.query());
    }
}
