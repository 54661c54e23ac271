package dev.verifier.fuzz;

import dev.verifier.federation.EntityId;
import dev.verifier.federation.TrustChains;
import dev.verifier.jose.JwkSet;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.TestFederation;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A federation with one issuer below its anchor, and who believes it. */
final class Federated {

    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private static final String BASE = "https://federation.example";
    static final EntityId ISSUER = new EntityId(BASE + "/issuer");
    static final TestFederation FEDERATION = TestFederation.at(BASE, AT, new SecureRandom());

    private Federated() {}

    static TrustChains chains() throws RejectedException {
        var keys = JwkSet.of(json(FEDERATION.anchorJwks()), Rejection.KeyNotUsable::new);
        return new TrustChains(new EntityId(BASE + "/anchor"), keys, Fuzzing.LIMITS);
    }

    static Map<String, @Nullable Object> json(String text) throws RejectedException {
        return UnsignedJson.object(text, Fuzzing.LIMITS.jsonDepth(), Rejection.KeyNotUsable::new);
    }
}
