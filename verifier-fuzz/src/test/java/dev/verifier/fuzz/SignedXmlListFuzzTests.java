package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.wallet.XmlTrustedListDraft;
import java.nio.charset.StandardCharsets;

/** Beside XmlTrustedListFuzzTests: of two in one class the second is not tried with new inputs. */
class SignedXmlListFuzzTests {

    /** The input is one of the list's providers. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWEST)
    void whatever_an_operator_signs_is_a_list_or_none(byte[] input) {
        String signed;
        try {
            signed = XmlTrustedListDraft.of(1, XmlOperator.AT.minusSeconds(60), XmlOperator.AT.plusSeconds(60))
                    .with(Fuzzing.text(input))
                    .signedBy(XmlOperator.SEAL);
        } catch (IllegalStateException e) {
            return; // no XML
        }
        Fuzzing.opens(() -> XmlOperator.VERIFIER.verify(signed.getBytes(StandardCharsets.UTF_8), XmlOperator.AT));
    }
}
