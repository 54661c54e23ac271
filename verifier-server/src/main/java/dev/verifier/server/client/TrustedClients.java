package dev.verifier.server.client;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** The clients of the list in use, as Spring's repository. Thread-safe. */
public final class TrustedClients implements RegisteredClientRepository {

    private final Supplier<TrustedClientsList> list;

    /** @param list the list in use */
    TrustedClients(Supplier<TrustedClientsList> list) {
        this.list = list;
    }

    /** The entry of a client. */
    public Optional<TrustedClient> client(String clientId) {
        return list.get().client(clientId);
    }

    /** The client's own page; empty where the list has none. */
    public String home(String clientId) {
        return client(clientId).map(TrustedClient::url).orElse("");
    }

    /** From where the clients' pages are served. */
    Set<String> origins() {
        return list.get().origins();
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
