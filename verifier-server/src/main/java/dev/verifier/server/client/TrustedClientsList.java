package dev.verifier.server.client;

import dev.verifier.server.list.Finding;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.list.Yaml;
import dev.verifier.server.list.YamlObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The trusted services list as of one reading: every valid entry, and nothing of the others. Immutable.
 *
 * @param byClientId by client id
 * @param byId by registration id, as Spring knows them
 */
public record TrustedClientsList(Map<String, TrustedClient> byClientId, Map<String, RegisteredClient> byId) {

    public TrustedClientsList {
        byClientId = Map.copyOf(byClientId);
        byId = Map.copyOf(byId);
    }

    /** A list without clients. */
    public static TrustedClientsList empty() {
        return new TrustedClientsList(Map.of(), Map.of());
    }

    /**
     * Reads the document.
     *
     * @param strict whether plain http redirect URIs are refused
     * @param accessTokenLifetime how long access tokens live
     */
    public static ListReading<TrustedClientsList> read(byte[] document, boolean strict, Duration accessTokenLifetime) {
        var findings = new ArrayList<Finding>();
        var root = Yaml.parse(document, findings);
        if (root.isEmpty()) {
            return ListReading.unreadable(findings);
        }
        if (!root.get().names().contains("clients")) {
            root.get().error("clients", "the list has no such field");
            return ListReading.unreadable(findings);
        }
        var reader = new TrustedClientReader(strict);
        var byClientId = new LinkedHashMap<String, TrustedClient>();
        var byId = new LinkedHashMap<String, RegisteredClient>();
        for (var entry : root.get().objects("clients")) {
            if (entry.bool("disabled").orElse(false)) {
                continue;
            }
            var client = reader.read(entry).orElse(null);
            var registered = client == null ? null : registered(entry, client, accessTokenLifetime);
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
        return new ListReading<>(new TrustedClientsList(byClientId, byId), byClientId.size(), findings);
    }

    /** The client as Spring takes it, now and not when somebody asks for a token. */
    private static @Nullable RegisteredClient registered(YamlObject entry, TrustedClient client, Duration lifetime) {
        try {
            return Registration.of(client, lifetime);
        } catch (IllegalArgumentException e) {
            entry.error("clientId", "cannot be registered: " + e.getMessage());
            return null;
        }
    }

    public Optional<TrustedClient> client(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }
}
