package dev.verifier.server.client;

import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.list.YamlObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys behind a client's assertions: its client id, where that is a did:key, or else the key set written in the list. A
 * {@code jwkSetUrl} that leads back to our own {@code /oidc/did/} means the did:key too and is never fetched; any other one is. Each key has one
 * algorithm: the client's registered one, or its own {@code alg}, or the one for its kind.
 *
 * @param accepted algorithms that a client may sign with
 */
record ClientKeys(List<SignatureAlgorithm> accepted) {

    private static final String ALGORITHM = "tokenEndpointAuthenticationSigningAlgorithm";
    private static final String OUR_DID_PATH = "/oidc/did/";
    private static final JsonMapper JSON = new JsonMapper();

    List<ClientKey> of(YamlObject entry, String clientId) {
        var name = entry.text(ALGORITHM);
        var registered = name.flatMap(this::named);
        if (name.isPresent() && registered.isEmpty()) {
            entry.error(ALGORITHM, "\"" + name.get() + "\" is none of " + names());
            return List.of();
        }
        var keys = Did.isDid(clientId)
                ? fromDid(entry, clientId, registered.orElse(null))
                : fromSet(entry, registered.orElse(null));
        if (keys.isEmpty() && registered.isPresent() && entry.object("jwks").isPresent() && !entry.broken()) {
            entry.error(
                    ALGORITHM,
                    "none of the keys in jwks is for " + registered.get().jwsName());
        }
        return keys;
    }

    /** Where an entry says that its keys are published; nothing where it says nothing that can be asked. */
    Optional<KeySetLocation> published(YamlObject entry, String clientId) {
        var algorithms =
                entry.text(ALGORITHM).flatMap(this::named).map(List::of).orElse(accepted);
        return entry.text("jwkSetUrl")
                .filter(_ -> !Did.isDid(clientId) && entry.object("jwks").isEmpty())
                .filter(ClientUris::isSafeToFetch)
                .map(url -> new KeySetLocation(URI.create(url), algorithms));
    }

    private List<ClientKey> fromDid(YamlObject entry, String clientId, @Nullable SignatureAlgorithm registered) {
        var url = entry.text("jwkSetUrl").orElse("");
        if (!url.isEmpty() && !url.equals(OUR_DID_PATH) && !url.endsWith(OUR_DID_PATH + clientId)) {
            entry.warning("jwkSetUrl", "is not looked at: the key of a did:key client is its client id; leave it out");
        }
        var resolved = resolved(clientId);
        if (resolved.isEmpty()) {
            entry.error("clientId", "is not a did:key on P-256, P-384 or Ed25519");
            return List.of();
        }
        var algorithm = algorithm(resolved.get(), registered);
        if (algorithm.isEmpty()) {
            entry.error(
                    registered == null ? "clientId" : ALGORITHM,
                    "the key of this did:key signs with none of " + names());
        }
        return algorithm
                .map(fitting -> List.of(new ClientKey(resolved.get(), fitting, null)))
                .orElse(List.of());
    }

    private static Optional<PublicJwk> resolved(String did) {
        try {
            return Optional.of(KeyDids.resolve(Did.parse(did)));
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }

    /** A key for something else, such as encryption or another algorithm, is passed over; one that is none is a finding. */
    private List<ClientKey> fromSet(YamlObject entry, @Nullable SignatureAlgorithm registered) {
        var keys = new ArrayList<ClientKey>();
        for (var jwk : entry.object("jwks").map(set -> set.objects("keys")).orElse(List.of())) {
            if (jwk.text("use").orElse("sig").equals("sig")) {
                key(jwk, registered).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private Optional<ClientKey> key(YamlObject jwk, @Nullable SignatureAlgorithm registered) {
        try {
            var key = publicKey(jwk);
            var name = jwk.text("alg");
            var own = name.flatMap(this::named);
            if (name.isPresent() && own.isEmpty()) {
                jwk.error("alg", "\"" + name.get() + "\" is none of " + names());
            }
            if (own.isPresent() && registered != null && own.get() != registered) {
                return Optional.empty();
            }
            var algorithm = algorithm(key, own.orElse(registered));
            if (algorithm.isEmpty() && registered == null) {
                jwk.error("kty", "a key of this kind signs with none of " + names());
            }
            return algorithm.map(
                    fitting -> new ClientKey(key, fitting, jwk.text("kid").orElse(null)));
        } catch (RejectedException e) {
            jwk.error("jwks", "has a key that is not an acceptable public key: no private parts, P-256 at best");
            return Optional.empty();
        }
    }

    private Optional<SignatureAlgorithm> algorithm(PublicJwk key, @Nullable SignatureAlgorithm named) {
        return accepted.stream()
                .filter(algorithm -> named == null || algorithm == named)
                .filter(key::fits)
                .findFirst();
    }

    private Optional<SignatureAlgorithm> named(String name) {
        return accepted.stream()
                .filter(algorithm -> algorithm.jwsName().equals(name))
                .findFirst();
    }

    private List<String> names() {
        return accepted.stream().map(SignatureAlgorithm::jwsName).toList();
    }

    private static PublicJwk publicKey(YamlObject jwk) throws RejectedException {
        var members = new LinkedHashMap<String, String>();
        for (var name : jwk.names()) {
            jwk.text(name).ifPresent(value -> members.put(name, value));
        }
        return PublicJwk.parse(JSON.writeValueAsBytes(members));
    }
}
