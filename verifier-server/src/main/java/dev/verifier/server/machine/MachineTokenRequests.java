package dev.verifier.server.machine;

import dev.verifier.server.client.Resources;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Token requests of machines, with the scopes they are granted: {@code machine learcredential}, or one of the two where only that
 * is asked for. The other scopes a machine is registered for say what it expects and grant nothing more.
 */
final class MachineTokenRequests implements AuthenticationConverter {

    private static final List<String> GRANTED = List.of("machine", "learcredential");

    private final OAuth2ClientCredentialsAuthenticationConverter springs =
            new OAuth2ClientCredentialsAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (springs.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked
                && asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) {
            return new OAuth2ClientCredentialsAuthenticationToken(
                    client, scopes(client, asked.getScopes()), resources(asked.getAdditionalParameters()));
        }
        return null;
    }

    /** Of what else was sent, all that means anything. */
    private static Map<String, Object> resources(Map<String, Object> parameters) {
        var asked = parameters.get(Resources.PARAMETER);
        return asked == null ? Map.of() : Map.of(Resources.PARAMETER, asked);
    }

    private static Set<String> scopes(OAuth2ClientAuthenticationToken client, Set<String> asked) {
        var registered = client.getRegisteredClient();
        if (registered == null
                || !registered.getAuthorizationGrantTypes().contains(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
            return asked; // Spring's provider refuses the grant
        }
        if (!registered.getScopes().containsAll(asked)) {
            throw Refusal.SCOPE_NOT_REGISTERED.asException();
        }
        var granted = new LinkedHashSet<>(GRANTED);
        granted.retainAll(asked);
        return granted.isEmpty() ? new LinkedHashSet<>(GRANTED) : granted;
    }
}
