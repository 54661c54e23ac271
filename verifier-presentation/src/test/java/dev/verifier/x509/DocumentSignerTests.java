package dev.verifier.x509;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.SignerOddity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Signers of mdocs and the authorities above them (ISO/IEC 18013-5 Annex B). */
class DocumentSignerTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final IssuingAuthority AUTHORITY = IssuingAuthority.create(AT, new SecureRandom());

    @ParameterizedTest
    @EnumSource
    void a_signer_with_anything_odd_about_its_certificates_is_none(SignerOddity oddity) throws Exception {
        var honest = AUTHORITY.signer();
        var odd = AUTHORITY.recertified(honest, oddity);

        assertThat(answer(anchor(), honest.chain())).isEqualTo("trusted");
        assertThat(answer(anchor(), odd.chain()))
                .isEqualTo(odd.chain().isEmpty() ? "certificate_missing" : "certificate_not_trusted");
    }

    @Test
    void a_pinned_one_needs_nobody_above_it() throws Exception {
        var signer = AUTHORITY.signer();

        assertThat(answer(signer.chain().getFirst(), signer.chain())).isEqualTo("trusted");
        assertThat(answer(AUTHORITY.signer().chain().getFirst(), signer.chain()))
                .isEqualTo("certificate_not_trusted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C=ES,CN=A        | C=ES,CN=B        | trusted",
                "C=ES,CN=A        | C=es,CN=B        | trusted",
                "C=ES,CN=A        | C=ES,ST=X,CN=B   | trusted",
                "C=ES,CN=A        | C=FR,ST=X,CN=B   | certificate_not_trusted",
                "C=ES,ST=X,CN=A   | C=ES,ST=x,CN=B   | trusted",
                "C=ES,ST=X,CN=A   | C=ES,ST=Y,CN=B   | certificate_not_trusted",
                "C=ES,ST=X,CN=A   | C=ES,CN=B        | certificate_not_trusted",
                "CN=A             | CN=B             | certificate_not_trusted",
                "C=ES,CN=A        | C=ES,C=ES,CN=B   | certificate_not_trusted",
                "C=ES,CN=A        | C=ES,ST=X,ST=Y,CN=B | certificate_not_trusted",
                "C=ES,ST=X,ST=Y,CN=A | C=ES,ST=X,ST=Y,CN=B | certificate_not_trusted"
            })
    void a_signer_is_of_the_territory_of_its_authority(String above, String below, String answer) {
        var root = Certified.root("SHA256", Map.of());
        var chain = new CertificateChain(List.of(root.leaf(below)));

        assertThat(answerOf(() -> CertificatePurpose.DOCUMENT_SIGNER.requireAnchor(chain, root.leaf(above))))
                .isEqualTo(answer);
    }

    private interface Question {
        Object ask() throws RejectedException;
    }

    private static String answer(X509Certificate anchor, List<X509Certificate> chain) {
        return answerOf(() -> TrustAnchors.of(List.of(anchor))
                .require(X5c.of(chain), CertificatePurpose.DOCUMENT_SIGNER, 5, AT)
                .key());
    }

    private static String answerOf(Question question) {
        try {
            assertThat(question.ask()).isNotNull();
            return "trusted";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    private static X509Certificate anchor() throws CertificateException {
        var pem = new ByteArrayInputStream(AUTHORITY.anchorPem().getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
}
