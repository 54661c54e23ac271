package dev.verifier.server.token;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.profile.ClientQuery;
import dev.verifier.server.profile.CredentialProfile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * What a client may be told under a grant: what its scopes ask for now, and no more of it than its request asked for then. Thread-safe.
 *
 * @param clients who may ask for what
 */
record GrantedProfiles(TrustedClients clients) {

    /** @param grant with the request that led to it */
    List<CredentialProfile> of(@Nullable OAuth2Authorization grant, String clientId, Set<String> scopes) {
        OAuth2AuthorizationRequest request =
                grant == null ? null : grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        var asked = clients.asked(clientId, scopes);
        return request == null
                ? asked
                : ClientQuery.ofGranted(request.getAdditionalParameters().get(ClientQuery.PARAMETER))
                        .narrowed(asked);
    }
}
