package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
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

class EntityStatementFuzzTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BASE = "https://federation.example";
    private static final EntityId ISSUER = new EntityId(BASE + "/issuer");
    private static final TestFederation FEDERATION = TestFederation.at(BASE, AT, new SecureRandom());

    private static TrustChains chains() throws RejectedException {
        var keys = JwkSet.of(json(FEDERATION.anchorJwks()), Rejection.KeyNotUsable::new);
        return new TrustChains(new EntityId(BASE + "/anchor"), keys, Fuzzing.LIMITS);
    }

    private static Map<String, @Nullable Object> json(String text) throws RejectedException {
        return UnsignedJson.object(text, Fuzzing.LIMITS.jsonDepth(), Rejection.KeyNotUsable::new);
    }

    /** Whoever is asked says the same. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWER)
    void no_statement_that_was_made_up_makes_a_chain(byte[] input) {
        if (Fuzzing.opens(() -> chains().require(ISSUER, _ -> Fuzzing.text(input), AT))) {
            throw new AssertionError("believed without a signature");
        }
        Fuzzing.opens(() -> chains().requireAnchor(_ -> Fuzzing.text(input), AT));
        EntityId.parse(Fuzzing.text(input));
    }
}
