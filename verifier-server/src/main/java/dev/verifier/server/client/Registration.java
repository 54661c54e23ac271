package dev.verifier.server.client;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** A client of the list as Spring knows it. Stateless. */
final class Registration {

    /** What a machine may ask for; registered scopes come on top. */
    private static final Set<String> MACHINE_SCOPES =
            Set.of(OidcScopes.OPENID, "learcredential", "openid_learcredential", "learcredential.machine", "machine");

    /** What the registry calls a client's people, and what may be asked for them on the wire. */
    private static final String EMPLOYEE = "openid_learcredential";

    private static final Set<String> EMPLOYEE_SCOPES = Set.of(
            OidcScopes.OPENID,
            OidcScopes.PROFILE,
            OidcScopes.EMAIL,
            "learcredential",
            "learcredential.employee",
            EMPLOYEE);

    private Registration() {}

    /** Throws where Spring has a rule that the client breaks. */
    static RegisteredClient of(TrustedClient client, ClientProfile profile) {
        var secret = client.secret();
        var lifetimes = profile.lifetimes();
        var grants = grants(client, profile.refreshUnregistered());
        return RegisteredClient.withId(client.id())
                .clientId(client.clientId())
                .clientName(client.url() == null ? client.clientId() : client.url())
                .clientAuthenticationMethods(methods -> methods.addAll(client.methods()))
                .authorizationGrantTypes(types -> types.addAll(grants))
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(scopes(client, grants, profile)))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(client.requireProofKey())
                        // The person is asked on the way through the login, before there is a code.
                        .requireAuthorizationConsent(false)
                        // Which algorithm is ours to check; Spring only wants to hear that it is an asymmetric one.
                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .clientSecret(secret == null ? "" : secret.stored())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(lifetimes.accessTokenLifetime())
                        .authorizationCodeTimeToLive(lifetimes.authorizationCodeLifetime())
                        .refreshTokenTimeToLive(lifetimes.refreshTokenLifetime())
                        // FAPI 2.0 Security Profile §5.3.2.1: a confidential client's is worth nothing to others.
                        .reuseRefreshTokens(profile.strict())
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .build();
    }

    /** Public clients only as they are registered: theirs are the refresh tokens that anybody could use. */
    private static Set<AuthorizationGrantType> grants(TrustedClient client, boolean refreshUnregistered) {
        var refreshes = refreshUnregistered && !client.isPublic() && client.signsPeopleIn();
        return Stream.concat(
                        client.grants().stream(),
                        refreshes ? Stream.of(AuthorizationGrantType.REFRESH_TOKEN) : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> scopes(TrustedClient client, Set<AuthorizationGrantType> grants, ClientProfile profile) {
        return Stream.of(
                        client.scopes(),
                        // OpenID Connect Core §11; asked for or not, whoever is registered for it gets a refresh token.
                        grants.contains(AuthorizationGrantType.REFRESH_TOKEN)
                                ? Set.of("offline_access")
                                : Set.<String>of(),
                        client.isMachine() ? MACHINE_SCOPES : Set.<String>of(),
                        client.scopes().contains(EMPLOYEE) ? EMPLOYEE_SCOPES : Set.<String>of(),
                        // Whoever is for a profile may ask by each of its names.
                        client.credentials().scopes(client.scopes(), profile.credentials()))
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
