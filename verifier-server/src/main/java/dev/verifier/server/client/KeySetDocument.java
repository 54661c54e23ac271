package dev.verifier.server.client;

import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JWK Set that somebody else wrote: it may hold keys for other purposes and of other kinds, which are passed over (RFC 7517 §5).
 * Stateless.
 */
final class KeySetDocument {

    private static final int MOST_KEYS = 50;
    private static final JsonMapper JSON = new JsonMapper();

    private KeySetDocument() {}

    /** The keys that count; nothing where the document is no key set. */
    static Optional<List<ClientKey>> read(byte[] document, List<SignatureAlgorithm> accepted) {
        try {
            var keys = JSON.readTree(document).path("keys");
            if (!keys.isArray() || keys.size() > MOST_KEYS) {
                return Optional.empty();
            }
            var read = new ArrayList<ClientKey>();
            for (var jwk : keys) {
                key(jwk, accepted).ifPresent(read::add);
            }
            return Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A door: what is no key of ours is none of our business. */
    private static Optional<ClientKey> key(JsonNode jwk, List<SignatureAlgorithm> accepted) {
        if (!jwk.path("use").asString("sig").equals("sig")) {
            return Optional.empty();
        }
        try {
            var key = PublicJwk.parse(JSON.writeValueAsBytes(jwk));
            return accepted.stream()
                    .filter(algorithm ->
                            algorithm.jwsName().equals(jwk.path("alg").asString(algorithm.jwsName())))
                    .filter(key::fits)
                    .findFirst()
                    .map(algorithm ->
                            new ClientKey(key, algorithm, jwk.path("kid").asString(null)));
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }
}
