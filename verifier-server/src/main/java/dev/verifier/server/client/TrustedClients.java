package dev.verifier.server.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the list in use, as Spring's repository. Thread-safe. */
public final class TrustedClients implements RegisteredClientRepository {

    /** What a machine may ask for; registered scopes come on top. */
    private static final Set<String> MACHINE_SCOPES =
            Set.of(OidcScopes.OPENID, "learcredential", "openid_learcredential", "learcredential.machine", "machine");

    private record Registrations(
            TrustedClientsList list, Map<String, RegisteredClient> byClientId, Map<String, RegisteredClient> byId) {}

    private final Supplier<TrustedClientsList> list;
    private final Duration accessTokenLifetime;
    private volatile Registrations registrations = new Registrations(TrustedClientsList.empty(), Map.of(), Map.of());

    /**
     * @param list the list in use
     * @param accessTokenLifetime how long access tokens live
     */
    TrustedClients(Supplier<TrustedClientsList> list, Duration accessTokenLifetime) {
        this.list = list;
        this.accessTokenLifetime = accessTokenLifetime;
    }

    /** The entry of a client. */
    public Optional<TrustedClient> client(String clientId) {
        return list.get().client(clientId);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return registrations().byClientId().get(clientId);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return registrations().byId().get(id);
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("clients are registered in the trusted services list");
    }

    /** Spring's view of the list in use, made once for each list. */
    @SuppressWarnings("ReferenceEquality") // the same list, not an equal one, is what need not be looked at again
    private Registrations registrations() {
        var current = list.get();
        var known = registrations;
        if (known.list() != current) {
            var clients =
                    current.byClientId().values().stream().map(this::registered).toList();
            known = new Registrations(
                    current,
                    clients.stream()
                            .collect(Collectors.toUnmodifiableMap(RegisteredClient::getClientId, Function.identity())),
                    clients.stream()
                            .collect(Collectors.toUnmodifiableMap(RegisteredClient::getId, Function.identity())));
            registrations = known;
        }
        return known;
    }

    private RegisteredClient registered(TrustedClient client) {
        return RegisteredClient.withId(client.id())
                .clientId(client.clientId())
                .clientName(client.url() == null ? client.clientId() : client.url())
                .clientAuthenticationMethods(methods -> methods.addAll(client.methods()))
                .authorizationGrantTypes(grants -> grants.addAll(client.grants()))
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(scopes(client)))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(client.requireProofKey())
                        .requireAuthorizationConsent(client.requireAuthorizationConsent())
                        // Which algorithm is ours to check; Spring only wants to hear that it is an asymmetric one.
                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(accessTokenLifetime)
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .build();
    }

    private static Set<String> scopes(TrustedClient client) {
        return Stream.concat(client.scopes().stream(), client.isMachine() ? MACHINE_SCOPES.stream() : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
