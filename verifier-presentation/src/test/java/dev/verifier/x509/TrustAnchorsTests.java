package dev.verifier.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustAnchorsTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create(AT.minusSeconds(86_400), new SecureRandom());
    private static final Seal SEAL = AUTHORITY.seal("VATES-A12345678", SealKey.P_256);

    @Test
    void cannot_be_empty() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustAnchors.of(List.of()));
    }

    @Test
    void are_the_same_where_their_certificates_are() throws Exception {
        assertThat(TrustAnchors.of(List.of(root())))
                .isEqualTo(TrustAnchors.of(List.of(root())))
                .hasSameHashCodeAs(TrustAnchors.of(List.of(root())))
                .isNotEqualTo(TrustAnchors.of(List.of(SEAL.chain().getFirst())))
                .isNotEqualTo(TrustAnchors.none())
                .doesNotHaveSameHashCodeAs(TrustAnchors.none());
        assertThat(TrustAnchors.none().size()).isZero();
    }

    @Test
    void finds_the_way_to_an_authority_with_and_without_it_at_the_end() throws Exception {
        var anchors = TrustAnchors.of(List.of(root()));
        var withRoot = new ArrayList<>(x5c(SEAL));
        withRoot.add(Base64.getEncoder().encodeToString(root().getEncoded()));

        assertThat(anchors.require(x5c(SEAL), 5, AT).organizationIdentifier()).contains("VATES-A12345678");
        assertThat(anchors.require(withRoot, 5, AT).organizationIdentifier()).contains("VATES-A12345678");
    }

    @Test
    void a_pinned_issuer_is_trusted_itself() throws Exception {
        var anchors = TrustAnchors.of(List.of(SEAL.chain().getFirst()));

        assertThat(anchors.require(x5c(SEAL), 5, AT).serialNumber())
                .isEqualTo(SEAL.chain().getFirst().getSerialNumber());
        assertThat(anchors.size()).isEqualTo(1);
    }

    @Test
    void a_pinned_issuer_vouches_for_nobody_else() throws Exception {
        var another = AUTHORITY.seal("VATES-B00000000", SealKey.P_256);
        var anchors = TrustAnchors.of(List.of(another.chain().getFirst()));

        refused(anchors, x5c(SEAL), 5);
    }

    @Test
    void an_intermediate_may_be_the_anchor() throws Exception {
        var anchors = TrustAnchors.of(List.of(SEAL.chain().get(1)));

        assertThat(anchors.require(x5c(SEAL), 5, AT).anchor()).isNotBlank();
    }

    @Test
    void a_certificate_for_signing_lists_seals_no_credential_and_the_other_way_around() throws Exception {
        var anchors = TrustAnchors.of(List.of(root()));
        var operator = AUTHORITY.listSeal("VATES-A12345678", SealKey.P_256);

        assertThat(anchors.require(x5c(SEAL), CertificatePurpose.SEAL, 5, AT)).isNotNull();
        assertThat(anchors.require(x5c(operator), CertificatePurpose.LIST_OPERATOR, 5, AT))
                .isNotNull();
        refused(anchors, x5c(operator), 5);
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> anchors.require(x5c(SEAL), CertificatePurpose.LIST_OPERATOR, 5, AT))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("certificate_not_trusted"));
    }

    @Test
    void looks_at_no_more_certificates_than_allowed() throws Exception {
        var anchors = TrustAnchors.of(List.of(root()));

        refused(anchors, x5c(SEAL), 1);
    }

    private static void refused(TrustAnchors anchors, List<String> x5c, int longest) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> anchors.require(x5c, longest, AT))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("certificate_not_trusted"));
    }

    private static List<String> x5c(Seal seal) throws CertificateEncodingException {
        var x5c = new ArrayList<String>();
        for (var certificate : seal.chain()) {
            x5c.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        }
        return x5c;
    }

    private static X509Certificate root() throws Exception {
        var pem = new ByteArrayInputStream(AUTHORITY.anchorPem().getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
}
