package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.federation.EntityId;

class EntityStatementFuzzTests {

    /** Whoever is asked says the same. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWER)
    void no_statement_that_was_made_up_makes_a_chain(byte[] input) {
        if (Fuzzing.opens(() -> Federated.chains().require(Federated.ISSUER, _ -> Fuzzing.text(input), Federated.AT))) {
            throw new AssertionError("believed without a signature");
        }
        Fuzzing.opens(() -> Federated.chains().requireAnchor(_ -> Fuzzing.text(input), Federated.AT));
        EntityId.parse(Fuzzing.text(input));
    }
}
