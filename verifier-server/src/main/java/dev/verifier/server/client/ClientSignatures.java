package dev.verifier.server.client;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client has signed: with the keys it has now, in the list or where it publishes them, and no others. Thread-safe. */
public final class ClientSignatures {

    private static final Set<String> ASSERTIONS = Set.of("", "jwt", "client-authentication+jwt");
    private static final int LONGEST_ID = 256;

    private final KeySets sets;
    private final AssertionRules rules;

    ClientSignatures(KeySets sets, AssertionRules rules) {
        this.sets = sets;
        this.rules = rules;
    }

    /**
     * An assertion that proves who the client is, once.
     *
     * @param claims what it says
     * @param id by which it is remembered as used
     * @param worthlessFrom until when it has to be
     */
    public record Asserted(Claims claims, String id, Instant worthlessFrom) {}

    /**
     * A client assertion that is as it must be (RFC 7523 §3, OpenID Connect Core §9); nobody has asked yet whether it was used before.
     */
    public Asserted requireAssertion(TrustedClient client, String assertion, Instant at) throws RejectedException {
        return requireAssertion(client, CompactJws.parse(Part.CLIENT_ASSERTION, assertion, rules.limits()), at);
    }

    /** The same for one that was read already, within the same limits. */
    Asserted requireAssertion(TrustedClient client, CompactJws jws, Instant at) throws RejectedException {
        Trace.passed(Part.CLIENT_ASSERTION, Check.READ);
        var claims = require(client, jws, ASSERTIONS).claims();
        var clientId = client.clientId();
        if (!claims.text("iss").equals(clientId) || !claims.text("sub").equals(clientId)) {
            throw new RejectedException(new Rejection.ClientNamesDisagree());
        }
        Trace.passed(Part.CLIENT_ASSERTION, Check.CLIENT_NAMES);
        var audience = rules.audienceFor(client).require(claims);
        Trace.passed(Part.CLIENT_ASSERTION, Check.AUDIENCE, () -> audience);
        var worthlessFrom = rules.freshness().require(claims, at);
        Trace.passed(Part.CLIENT_ASSERTION, Check.FRESHNESS, () -> "worthless from " + worthlessFrom);
        var id = claims.text("jti");
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw claims.malformed("jti");
        }
        Trace.passed(Part.CLIENT_ASSERTION, Check.NONCE);
        return new Asserted(claims, id, worthlessFrom);
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
        Trace.passed(jws.part(), Check.KEY, registered.key()::thumbprint);
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
