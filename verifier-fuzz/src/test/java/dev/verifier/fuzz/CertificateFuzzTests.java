package dev.verifier.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

class CertificateFuzzTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final TrustAnchors ANCHORS = anchors();

    private static TrustAnchors anchors() {
        var authority = TestAuthority.create(SealKey.P_256, AT.minusSeconds(60), new SecureRandom());
        return TrustAnchors.of(
                List.of(authority.seal("VATES-A12345678", SealKey.P_256).chain().getLast()));
    }

    @FuzzTest(maxDuration = Fuzzing.AT_MOST, maxExecutions = Fuzzing.FEWER)
    void no_certificate_that_was_made_up_leads_to_an_anchor_and_any_may_be_pinned(byte[] input) {
        var x5c = List.of(Base64.getEncoder().encodeToString(input));
        if (Fuzzing.opens(() -> ANCHORS.require(x5c, 5, AT))) {
            throw new AssertionError("trusted without a signature");
        }
        try {
            var pinned = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(input));
            var itself = TrustAnchors.of(List.of(pinned));
            Fuzzing.opens(() -> itself.require(x5c, 5, AT));
        } catch (CertificateException | IllegalArgumentException e) {
            // no certificate, or none that can be an anchor
        }
    }
}
