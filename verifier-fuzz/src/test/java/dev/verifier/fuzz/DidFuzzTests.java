package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;

class DidFuzzTests {

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.MANY)
    void a_did_is_one_key_or_none(byte[] input) {
        Fuzzing.opens(() -> {
            var key = KeyDids.resolve(Did.parse(Fuzzing.text(input)));
            if (Fuzzing.opens(() -> KeyDids.didOf(key))
                    && !KeyDids.resolve(KeyDids.didOf(key)).equals(key)) {
                throw new AssertionError("the DID of its key is the DID of another");
            }
        });
    }
}
