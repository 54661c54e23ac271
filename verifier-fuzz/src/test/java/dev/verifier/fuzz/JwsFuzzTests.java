package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.jose.CompactJws;
import dev.verifier.rejection.Part;

class JwsFuzzTests {

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.MANY)
    void a_compact_jws_is_read_or_refused(byte[] input) {
        Fuzzing.opens(() -> {
            var jws = CompactJws.parse(Part.CREDENTIAL, Fuzzing.text(input), Fuzzing.LIMITS);
            jws.keyId();
            jws.keyInHeader();
            jws.certificates();
            jws.embedded("vp", "verifiableCredential");
        });
    }
}
