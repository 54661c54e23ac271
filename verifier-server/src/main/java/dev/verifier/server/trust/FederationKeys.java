package dev.verifier.server.trust;

import dev.verifier.federation.EntityId;
import dev.verifier.federation.TrustChains;
import dev.verifier.jose.JwkSet;
import dev.verifier.jose.Limits;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.Finding.Severity;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.outbound.OutboundHttp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the keys of trust anchors (RFC 7517 §5). A door: what is wrong with them is told to their operator. Stateless. */
public final class FederationKeys {

    private static final int DEPTH = 8;

    /** An entity statement is a few kilobytes; the metadata of many protocols fit in. */
    static final Limits STATEMENTS = new Limits(64 * 1024, 16);

    private FederationKeys() {}

    /** The keys in a file, of which there must be one that signatures can be verified with. */
    public static ListReading<JwkSet> read(byte[] document) {
        try {
            var set = UnsignedJson.object(
                    new String(document, StandardCharsets.UTF_8), DEPTH, Rejection.KeyNotUsable::new);
            var keys = JwkSet.of(set, Rejection.KeyNotUsable::new);
            return keys.size() == 0 ? unreadable("has no public key that verifies signatures") : of(keys);
        } catch (RejectedException e) {
            return unreadable("is no JWK set: " + e.rejection());
        }
    }

    /** What is wrong with what a trust anchor says of itself at this moment; empty where nothing is. */
    public static Optional<String> problem(EntityId anchor, JwkSet keys, OutboundHttp http, Clock clock) {
        try {
            var statements = FederationErrand.begin(http, clock);
            new TrustChains(anchor, keys, STATEMENTS).requireAnchor(statements, clock.instant());
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.rejection().code() + ": " + e.rejection());
        }
    }

    private static ListReading<JwkSet> of(JwkSet keys) {
        return new ListReading<>(keys, keys.size(), List.of());
    }

    private static ListReading<JwkSet> unreadable(String why) {
        return ListReading.unreadable(List.of(new Finding(Severity.ERROR, 0, "", "jwks", why)));
    }
}
