package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.rejection.Part;
import dev.verifier.trust.WantedServices;
import dev.verifier.trust.XmlTrustedListVerifier;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.XmlTrustedListDraft;
import dev.verifier.x509.TrustAnchors;
import dev.verifier.xml.SignedXml;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class XmlTrustedListFuzzTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Seal OPERATOR = TestAuthority.create(SealKey.P_256, AT.minusSeconds(60), new SecureRandom())
            .listSeal("VATES-0123456789", SealKey.P_256);
    private static final XmlTrustedListVerifier VERIFIER = new XmlTrustedListVerifier(
            TrustAnchors.of(List.of(OPERATOR.chain().getFirst())),
            new WantedServices(XmlTrustedListDraft.GENERIC, Set.of(XmlTrustedListDraft.CA_QC), Set.of()),
            5);

    /** The operator's key is asked about it all the same: it never signed it. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWER)
    void no_document_that_was_made_up_is_signed(byte[] input) {
        if (Fuzzing.opens(() -> {
            var xml = SignedXml.parse(Part.TRUSTED_LIST, input);
            xml.certificates();
            xml.verify(OPERATOR.publicKey());
        })) {
            throw new AssertionError("signed without a key");
        }
        if (Fuzzing.opens(() -> VERIFIER.verify(input, AT))) {
            throw new AssertionError("believed without a signature");
        }
    }

    /** The input is one of the list's providers. */
    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWEST)
    void whatever_an_operator_signs_is_a_list_or_none(byte[] input) {
        String signed;
        try {
            signed = XmlTrustedListDraft.of(1, AT.minusSeconds(60), AT.plusSeconds(60))
                    .with(Fuzzing.utf8(input))
                    .signedBy(OPERATOR);
        } catch (IllegalStateException e) {
            return; // no XML
        }
        Fuzzing.opens(() -> VERIFIER.verify(signed.getBytes(StandardCharsets.UTF_8), AT));
    }
}
