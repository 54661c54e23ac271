package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.TestFederation.Statement;

class FederationFuzzTests {

    /** The input is what one of them says beside the usual, or in place of it. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWEST)
    void whatever_members_of_a_federation_sign_is_a_chain_or_none(byte[] input) {
        for (var which : Statement.values()) {
            Fuzzing.opens(() -> {
                var said = Federated.json(Fuzzing.text(input));
                var documents = Federated.FEDERATION
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
                Federated.chains()
                        .require(
                                Federated.ISSUER,
                                location -> {
                                    var document = documents.get(location.toString());
                                    if (document == null) {
                                        throw new RejectedException(new Rejection.TrustUnavailable("nobody there"));
                                    }
                                    return document;
                                },
                                Federated.AT);
            });
        }
    }
}
