package dev.verifier.server.authorize;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.dpop.PushedKeys;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.request.AskedParameters;
import dev.verifier.server.request.RequestSources;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads what a client pushes that has authenticated (RFC 9126 §2.1), plain or as a request object, so that Spring sees the same that
 * the authorization endpoint will see. Thread-safe.
 */
final class PushedRequestConverter implements AuthenticationConverter {

    private final OAuth2AuthorizationCodeRequestAuthenticationConverter springs =
            new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final TrustedClients clients;
    private final RequestSources sources;
    private final PushedKeys keys;
    private final String url;

    PushedRequestConverter(TrustedClients clients, RequestSources sources, PushedKeys keys, Surface surface) {
        this.clients = clients;
        this.sources = sources;
        this.keys = keys;
        this.url = surface.url(Surface.PAR);
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var principal = SecurityContextHolder.getContext().getAuthentication();
        var client = clients.client(principal == null ? "" : principal.getName())
                .orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        var asked = sources.pushed(client, request);
        var refusal = RequestForm.refusal(asked.values());
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        var bound = new AskedParameters(keys.bind(asked.values(), request), null).keepWith(request);
        return springs.convert(bound.in(request, url));
    }
}
