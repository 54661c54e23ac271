package dev.verifier.server.client;

import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Spring's converter for public clients (RFC 7636 §4.5), with the client written down once it is known to be one. */
final class PublicClientConverter implements AuthenticationConverter {

    private final PublicClientAuthenticationConverter springs = new PublicClientAuthenticationConverter();
    private final TrustedClients clients;

    PublicClientConverter(TrustedClients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var client = springs.convert(request);
        if (client != null && clients.client(client.getName()).isPresent()) {
            RequestFacts.of(request).withClient(client.getName()).keepWith(request);
        }
        return client;
    }
}
