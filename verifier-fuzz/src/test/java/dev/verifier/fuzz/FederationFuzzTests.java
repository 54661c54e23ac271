package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.federation.EntityId;
import dev.verifier.federation.TrustChains;
import dev.verifier.jose.JwkSet;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.TestFederation;
import dev.verifier.wallet.TestFederation.Statement;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class FederationFuzzTests {

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

    /** The input is what one of them says beside the usual, or in place of it. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWEST)
    void whatever_members_of_a_federation_sign_is_a_chain_or_none(byte[] input) {
        for (var which : Statement.values()) {
            Fuzzing.opens(() -> {
                var said = json(Fuzzing.utf8(input));
                var documents = FEDERATION
                        .with(which, draft -> {
                            var changed = draft;
                            for (var claim : said.entrySet()) {
                                if (claim.getValue() != null) {
                                    changed = changed.with(claim.getKey(), claim.getValue());
                                }
                            }
                            return changed;
                        })
                        .documents();
                chains().require(
                                ISSUER,
                                location -> {
                                    var document = documents.get(location.toString());
                                    if (document == null) {
                                        throw new RejectedException(new Rejection.TrustUnavailable("nobody there"));
                                    }
                                    return document;
                                },
                                AT);
            });
        }
    }
}
