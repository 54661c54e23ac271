package dev.verifier.server.client;

import dev.verifier.server.profile.CredentialProfile;
import dev.verifier.server.profile.CredentialProfiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** The clients of the list in use, as Spring's repository. Thread-safe. */
public final class TrustedClients implements RegisteredClientRepository {

    private final Supplier<TrustedClientsList> list;
    private final CredentialProfiles profiles;

    /**
     * @param list the list in use
     * @param profiles what clients may ask people for
     */
    TrustedClients(Supplier<TrustedClientsList> list, CredentialProfiles profiles) {
        this.list = list;
        this.profiles = profiles;
    }

    /** The entry of a client. */
    public Optional<TrustedClient> client(String clientId) {
        return list.get().client(clientId);
    }

    /** What a client asks a person for with these scopes; nothing where that is not for this client. */
    public List<CredentialProfile> asked(String clientId, Set<String> scopes) {
        var client = client(clientId);
        var registered = findByClientId(clientId);
        return client.isEmpty() || registered == null
                ? List.of()
                : profiles.asked(scopes, client.get().credentials().profiles(), registered.getScopes());
    }

    /** As whom wallets are asked for a client; null where it chose no identity of ours. */
    public @Nullable String identity(String clientId) {
        return client(clientId).map(client -> client.credentials().identity()).orElse(null);
    }

    /** The client's own page; empty where the list has none. */
    public String home(String clientId) {
        return client(clientId).map(TrustedClient::url).orElse("");
    }

    /** How people sign in at a client. */
    public TrustedClient.SignIn signIn(String clientId) {
        return client(clientId).map(TrustedClient::signIn).orElse(TrustedClient.SignIn.AS_EVERYWHERE);
    }

    /** From where the clients' pages are served. */
    Set<String> origins() {
        return list.get().origins();
    }

    /** From where their login pages are served. */
    Set<String> loginOrigins() {
        return list.get().loginOrigins();
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        var current = list.get();
        return current.client(clientId)
                .map(client -> current.byId().get(client.id()))
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return list.get().byId().get(id);
    }

    @Override
    public void save(RegisteredClient registeredClient) {
        throw new UnsupportedOperationException("clients are registered in the trusted services list");
    }
}
