package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.cose.Cbor;
import dev.verifier.cose.CoseSign1;
import dev.verifier.rejection.Part;

class CborFuzzTests {

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.MANY)
    void cbor_is_read_or_refused_wherever_one_looks(byte[] input) {
        Fuzzing.opens(() -> {
            var item = Cbor.read(Part.PRESENTATION, input, 16);
            Fuzzing.opens(() -> item.text());
            Fuzzing.opens(() -> item.bytes());
            Fuzzing.opens(() -> item.integer());
            Fuzzing.opens(() -> item.dateTime());
            Fuzzing.opens(() -> item.encoded());
            Fuzzing.opens(() -> item.elements());
            Fuzzing.opens(() -> item.members());
            Fuzzing.opens(() -> item.labelled());
            Fuzzing.opens(() -> item.toJson());
            Fuzzing.opens(() -> CoseSign1.of(item).certificates());
        });
    }
}
