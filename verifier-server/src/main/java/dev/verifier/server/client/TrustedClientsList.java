package dev.verifier.server.client;

import dev.verifier.server.list.Finding;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.list.Yaml;
import dev.verifier.server.list.YamlObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The trusted services list as of one reading: every valid entry, and nothing of the others. Immutable.
 *
 * @param byClientId by client id
 * @param byId by registration id, as Spring knows them
 * @param origins from where the clients' pages are served
 * @param loginOrigins from where their login pages are
 */
public record TrustedClientsList(
        Map<String, TrustedClient> byClientId,
        Map<String, RegisteredClient> byId,
        Set<String> origins,
        Set<String> loginOrigins) {

    public TrustedClientsList {
        byClientId = Map.copyOf(byClientId);
        byId = Map.copyOf(byId);
        origins = Set.copyOf(origins);
        loginOrigins = Set.copyOf(loginOrigins);
    }

    /** A list without clients. */
    public static TrustedClientsList empty() {
        return new TrustedClientsList(Map.of(), Map.of(), Set.of(), Set.of());
    }

    /**
     * Reads the document.
     *
     * @param profile what clients may be
     */
    public static ListReading<TrustedClientsList> read(byte[] document, ClientProfile profile) {
        var findings = new ArrayList<Finding>();
        var root = Yaml.parse(document, findings);
        if (root.isEmpty()) {
            return ListReading.unreadable(findings);
        }
        if (!root.get().names().contains("clients")) {
            root.get().error("clients", "the list has no such field");
            return ListReading.unreadable(findings);
        }
        var reader = new TrustedClientReader(profile);
        var byClientId = new LinkedHashMap<String, TrustedClient>();
        var byId = new LinkedHashMap<String, RegisteredClient>();
        for (var entry : root.get().objects("clients")) {
            if (entry.bool("disabled").orElse(false)) {
                continue;
            }
            var client = reader.read(entry).orElse(null);
            var registered = client == null ? null : registered(entry, client, profile);
            if (client == null || registered == null) {
                continue;
            }
            if (byClientId.containsKey(client.clientId()) || byId.containsKey(client.id())) {
                entry.error("clientId", "is in the list already; the first one counts");
            } else {
                byClientId.put(client.clientId(), client);
                byId.put(client.id(), registered);
            }
        }
        var origins = byClientId.values().stream()
                .flatMap(client -> ClientOrigins.of(client).stream())
                .collect(Collectors.toSet());
        var loginOrigins = byClientId.values().stream()
                .flatMap(client -> ClientOrigins.ofLoginPage(client.signIn()).stream())
                .collect(Collectors.toSet());
        return new ListReading<>(
                new TrustedClientsList(byClientId, byId, origins, loginOrigins), byClientId.size(), findings);
    }

    /** The client as Spring takes it, now and not when somebody asks for a token. */
    private static @Nullable RegisteredClient registered(
            YamlObject entry, TrustedClient client, ClientProfile profile) {
        try {
            return Registration.of(client, profile);
        } catch (IllegalArgumentException e) {
            entry.error("clientId", "cannot be registered: " + e.getMessage());
            return null;
        }
    }

    public Optional<TrustedClient> client(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }
}
