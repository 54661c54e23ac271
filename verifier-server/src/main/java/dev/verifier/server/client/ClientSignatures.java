package dev.verifier.server.client;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client has signed: with the keys it has now, in the list or where it publishes them, and no others. Thread-safe. */
public final class ClientSignatures {

    private final KeySets sets;

    ClientSignatures(KeySets sets) {
        this.sets = sets;
    }

    /**
     * What the token says, under the signature of one of the client's keys.
     *
     * @param types the {@code typ} of such a token, as {@link JwsVerifier} has them
     */
    public VerifiedJws require(TrustedClient client, CompactJws jws, Set<String> types) throws RejectedException {
        var location = client.keySet();
        var named = named(location == null ? client.keys() : sets.keys(location), jws);
        if (named.isEmpty() && location != null) {
            named = named(sets.newerKeys(location), jws);
        }
        var registered = named.orElseThrow(() -> unknownKey(jws));
        return new JwsVerifier(Set.of(registered.algorithm()), types, Set.of("b64")).verify(jws, registered.key());
    }

    /** Whether this is one of the client's keys. */
    public boolean isKeyOf(TrustedClient client, PublicJwk key) throws RejectedException {
        var location = client.keySet();
        return (location == null ? client.keys() : sets.keys(location))
                .stream().anyMatch(registered -> registered.key().equals(key));
    }

    private static Optional<ClientKey> named(List<ClientKey> keys, CompactJws jws) throws RejectedException {
        if (keys.size() > 1 && jws.keyId().isEmpty() && jws.keyInHeader().isEmpty()) {
            return Optional.empty(); // OpenID Connect Core §10.1: of several keys the token names the one
        }
        for (var registered : keys) {
            if (registered.isNamedBy(jws)) {
                return Optional.of(registered);
            }
        }
        return Optional.empty();
    }

    private static RejectedException unknownKey(CompactJws jws) {
        return new RejectedException(new Rejection.KeyUnknown(jws.part()));
    }
}
