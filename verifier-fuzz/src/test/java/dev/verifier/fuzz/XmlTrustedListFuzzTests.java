package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.rejection.Part;
import dev.verifier.xml.SignedXml;

class XmlTrustedListFuzzTests {

    /** The operator's key is asked about it all the same: it never signed it. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWER)
    void no_document_that_was_made_up_is_signed(byte[] input) {
        if (Fuzzing.opens(() -> {
            var xml = SignedXml.parse(Part.TRUSTED_LIST, input);
            xml.certificates();
            xml.verify(XmlOperator.SEAL.publicKey());
        })) {
            throw new AssertionError("signed without a key");
        }
        if (Fuzzing.opens(() -> XmlOperator.VERIFIER.verify(input, XmlOperator.AT))) {
            throw new AssertionError("believed without a signature");
        }
    }
}
