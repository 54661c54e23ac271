package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** In front of the others: a request that authenticates in two ways at once is refused before either is looked at (RFC 6749 §2.3). */
final class OneMethodOnly implements AuthenticationConverter {

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var headers =
                Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size();
        var parameters = Stream.of(OAuth2ParameterNames.CLIENT_ASSERTION, OAuth2ParameterNames.CLIENT_SECRET)
                .filter(name -> request.getParameter(name) != null)
                .count();
        if (headers + parameters > 1) {
            throw Refusal.CLIENT_AUTHENTICATION_AMBIGUOUS.asException();
        }
        return null;
    }
}
