package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Finds a client's secret in a request, in the header or in the form (RFC 6749 §2.3.1). */
final class ClientSecretConverter implements AuthenticationConverter {

    private static final String BASIC = "Basic ";

    private final ClientRequests requests;
    private final CallerAddress addresses;

    ClientSecretConverter(ClientRequests requests, CallerAddress addresses) {
        this.requests = requests;
        this.addresses = addresses;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(request, header.substring(BASIC.length()).strip());
        }
        var secret = request.getParameter(OAuth2ParameterNames.CLIENT_SECRET);
        if (secret == null) {
            return null;
        }
        var clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        if (clientId == null || clientId.isBlank()) {
            throw Refusal.CLIENT_SECRET_INVALID.asException();
        }
        return convert(request, clientId, secret, ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    /** Both are form-url-encoded, so that neither has a colon of its own. */
    private Authentication basic(HttpServletRequest request, String credentials) {
        try {
            var pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            if (colon < 1) {
                throw Refusal.CLIENT_SECRET_INVALID.asException();
            }
            return convert(
                    request,
                    URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8),
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        } catch (IllegalArgumentException e) {
            throw Refusal.CLIENT_SECRET_INVALID.asException();
        }
    }

    private Authentication convert(
            HttpServletRequest request, String clientId, String secret, ClientAuthenticationMethod method) {
        var network = CallerAddress.network(addresses.of(request));
        return requests.of(request, clientId, method, new PresentedSecret(secret, network));
    }
}
