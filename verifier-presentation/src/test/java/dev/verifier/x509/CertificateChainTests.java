package dev.verifier.x509;

import static dev.verifier.x509.Certified.critical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading an {@code x5c} header, up to its limits and beyond. */
class CertificateChainTests {

    private static final Certified ROOT = Certified.root("SHA256", Map.of());

    /** RFC 5612: the arc for examples. */
    private static final ASN1ObjectIdentifier ANYTHING = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");

    @Test
    void is_as_long_as_allowed_and_has_nothing_twice() throws Exception {
        var one = ROOT.leaf("CN=A");
        var two = ROOT.leaf("CN=B");

        assertThat(CertificateChain.parse(X5c.of(List.of(one, two)), 2).certificates())
                .containsExactly(one, two);
        assertThat(CertificateChain.parse(X5c.of(List.of(one)), 1).leaf()).isEqualTo(one);
        refused("certificate_not_trusted", X5c.of(List.of(one, two)), 1);
        refused("certificate_not_trusted", X5c.of(List.of(one, one)), 2);
        refused("certificate_missing", List.of(), 2);
    }

    @Test
    void a_certificate_has_sixteen_kibibytes_at_most() throws Exception {
        var largest = sized(16 * 1024);

        assertThat(CertificateChain.parse(X5c.of(List.of(largest)), 1).leaf()).isEqualTo(largest);
        refused("certificate_not_trusted", X5c.of(List.of(sized(16 * 1024 + 1))), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MIIB", "not Base64", "AAAA"})
    void what_is_no_certificate_is_not_taken_for_one(String text) throws Exception {
        assertThat(CertificateChain.parse(X5c.of(List.of(ROOT.certificate())), 1)
                        .leaf())
                .isEqualTo(ROOT.certificate());
        refused("certificate_not_trusted", List.of(text), 1);
    }

    @Test
    void a_certificate_ends_where_it_ends() throws Exception {
        var encoded = X5c.encoded(ROOT.certificate());
        var longer = Arrays.copyOf(encoded, encoded.length + 1);

        refused("certificate_not_trusted", List.of(Base64.getEncoder().encodeToString(longer)), 1);
        assertThat(CertificateChain.parse(List.of(Base64.getEncoder().encodeToString(encoded)), 1)
                        .leaf())
                .isEqualTo(ROOT.certificate());
    }

    /** Of a signature whose last bit is zero that bit could be said not to count: other bytes, and the same signature. */
    @Test
    void a_certificate_has_one_form() throws Exception {
        var certificate = evenlySigned();
        var encoded = X5c.encoded(certificate);
        var unusedBits = encoded.length - certificate.getSignature().length - 1;
        var changed = encoded.clone();
        changed[unusedBits] = 1;
        var read = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(changed));

        assertThat(read.getSignature()).isEqualTo(certificate.getSignature());
        refused("certificate_not_trusted", List.of(Base64.getEncoder().encodeToString(changed)), 1);
        assertThat(CertificateChain.parse(X5c.of(List.of(certificate)), 1).leaf())
                .isEqualTo(certificate);
    }

    private static X509Certificate evenlySigned() {
        return Stream.generate(() -> ROOT.leaf("CN=Leaf"))
                .filter(certificate -> certificate.getSignature()[certificate.getSignature().length - 1] % 2 == 0)
                .findFirst()
                .orElseThrow();
    }

    /** Signatures differ by a byte or two in length: until it fits. */
    private static X509Certificate sized(int bytes) {
        var padding = bytes - 500;
        while (true) {
            var certificate = ROOT.leaf("CN=Leaf", critical(ANYTHING, new DEROctetString(new byte[padding])));
            var missing = bytes - X5c.encoded(certificate).length;
            if (missing == 0) {
                return certificate;
            }
            padding += missing;
        }
    }

    private static void refused(String code, List<String> x5c, int longest) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> CertificateChain.parse(x5c, longest))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(code));
    }
}
