package dev.verifier.server.client;

import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.list.YamlObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys behind a client's assertions: its client id, where that is a did:key, or else the key set written in the list. A
 * {@code jwkSetUrl} that leads back to our own {@code /oidc/did/} means the did:key too and is never fetched. Stateless.
 */
final class ClientKeys {

    private static final String OUR_DID_PATH = "/oidc/did/";
    private static final JsonMapper JSON = new JsonMapper();

    private ClientKeys() {}

    static List<ClientKey> of(YamlObject entry, String clientId) {
        return Did.isDid(clientId) ? fromDid(entry, clientId) : fromSet(entry);
    }

    private static List<ClientKey> fromDid(YamlObject entry, String clientId) {
        var url = entry.text("jwkSetUrl").orElse("");
        if (!url.isEmpty() && !url.equals(OUR_DID_PATH) && !url.endsWith(OUR_DID_PATH + clientId)) {
            entry.warning("jwkSetUrl", "is not looked at: the key of a did:key client is its client id; leave it out");
        }
        var key = key(clientId);
        if (key.isEmpty()) {
            entry.error("clientId", "is not a did:key on P-256, P-384 or Ed25519");
        }
        return key;
    }

    private static List<ClientKey> key(String did) {
        try {
            return List.of(new ClientKey(KeyDids.resolve(Did.parse(did)), null));
        } catch (RejectedException e) {
            return List.of();
        }
    }

    private static List<ClientKey> fromSet(YamlObject entry) {
        var keys = new ArrayList<ClientKey>();
        for (var jwk : entry.object("jwks").map(set -> set.objects("keys")).orElse(List.of())) {
            try {
                keys.add(new ClientKey(publicKey(jwk), jwk.text("kid").orElse(null)));
            } catch (RejectedException e) {
                entry.error("jwks", "has a key that is not an acceptable public key: no private parts, P-256 at best");
            }
        }
        return keys;
    }

    private static PublicJwk publicKey(YamlObject jwk) throws RejectedException {
        var members = new LinkedHashMap<String, String>();
        for (var name : jwk.names()) {
            jwk.text(name).ifPresent(value -> members.put(name, value));
        }
        return PublicJwk.parse(JSON.writeValueAsBytes(members));
    }
}
