package dev.verifier.server.client;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Set;

/** What a client has signed: with the keys it has now, and no others. Thread-safe. */
public final class ClientSignatures {

    /**
     * What the token says, under the signature of one of the client's keys.
     *
     * @param types the {@code typ} of such a token, as {@link JwsVerifier} has them
     */
    public VerifiedJws require(TrustedClient client, CompactJws jws, Set<String> types) throws RejectedException {
        if (client.keys().size() > 1
                && jws.keyId().isEmpty()
                && jws.keyInHeader().isEmpty()) {
            throw unknownKey(jws); // OpenID Connect Core §10.1: of several keys the token names the one
        }
        for (var registered : client.keys()) {
            if (registered.isNamedBy(jws)) {
                return new JwsVerifier(Set.of(registered.algorithm()), types, Set.of("b64"))
                        .verify(jws, registered.key());
            }
        }
        throw unknownKey(jws);
    }

    private static RejectedException unknownKey(CompactJws jws) {
        return new RejectedException(new Rejection.KeyUnknown(jws.part()));
    }
}
