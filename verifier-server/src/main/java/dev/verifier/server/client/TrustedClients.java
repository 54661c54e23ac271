package dev.verifier.server.client;

import dev.verifier.server.configuration.VerifierProperties.Tokens;
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

    /** What the registry calls a client's people, and what may be asked for them on the wire. */
    private static final String EMPLOYEE = "openid_learcredential";

    private static final Set<String> EMPLOYEE_SCOPES = Set.of(
            OidcScopes.OPENID,
            OidcScopes.PROFILE,
            OidcScopes.EMAIL,
            "learcredential",
            "learcredential.employee",
            EMPLOYEE);

    private record Registrations(
            TrustedClientsList list,
            Map<String, RegisteredClient> byClientId,
            Map<String, RegisteredClient> byId,
            Set<String> origins) {}

    private final Supplier<TrustedClientsList> list;
    private final Tokens lifetimes;
    private volatile Registrations registrations =
            new Registrations(TrustedClientsList.empty(), Map.of(), Map.of(), Set.of());

    /**
     * @param list the list in use
     * @param lifetimes how long tokens and codes live
     */
    TrustedClients(Supplier<TrustedClientsList> list, Tokens lifetimes) {
        this.list = list;
        this.lifetimes = lifetimes;
    }

    /** The entry of a client. */
    public Optional<TrustedClient> client(String clientId) {
        return list.get().client(clientId);
    }

    /** From where the clients' pages are served. */
    Set<String> origins() {
        return registrations().origins();
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
                            .collect(Collectors.toUnmodifiableMap(RegisteredClient::getId, Function.identity())),
                    current.byClientId().values().stream()
                            .flatMap(client -> ClientOrigins.of(client).stream())
                            .collect(Collectors.toUnmodifiableSet()));
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
                        // The person is asked on the way through the login, before there is a code.
                        .requireAuthorizationConsent(false)
                        // Which algorithm is ours to check; Spring only wants to hear that it is an asymmetric one.
                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(lifetimes.accessTokenLifetime())
                        .authorizationCodeTimeToLive(lifetimes.authorizationCodeLifetime())
                        .reuseRefreshTokens(false)
                        .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                        .build())
                .build();
    }

    private static Set<String> scopes(TrustedClient client) {
        return Stream.of(
                        client.scopes(),
                        client.isMachine() ? MACHINE_SCOPES : Set.<String>of(),
                        client.scopes().contains(EMPLOYEE) ? EMPLOYEE_SCOPES : Set.<String>of())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
