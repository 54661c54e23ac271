package dev.verifier.server.client;

import dev.verifier.server.list.Finding;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.list.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The trusted services list as of one reading: every valid entry, and nothing of the others. Immutable.
 *
 * @param byClientId by client id
 * @param byId by registration id
 */
public record TrustedClientsList(Map<String, TrustedClient> byClientId, Map<String, TrustedClient> byId) {

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
     */
    public static ListReading<TrustedClientsList> read(byte[] document, boolean strict) {
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
        var byId = new LinkedHashMap<String, TrustedClient>();
        for (var entry : root.get().objects("clients")) {
            if (entry.bool("disabled").orElse(false)) {
                continue;
            }
            var client = reader.read(entry);
            if (client.isPresent()
                    && (byClientId.containsKey(client.get().clientId())
                            || byId.containsKey(client.get().id()))) {
                entry.error("clientId", "is in the list already; the first one counts");
            } else if (client.isPresent()) {
                byClientId.put(client.get().clientId(), client.get());
                byId.put(client.get().id(), client.get());
            }
        }
        return new ListReading<>(new TrustedClientsList(byClientId, byId), byClientId.size(), findings);
    }

    public Optional<TrustedClient> client(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId));
    }
}
