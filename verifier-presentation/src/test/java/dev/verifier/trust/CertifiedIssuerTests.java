package dev.verifier.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import dev.verifier.x509.TrustedChain;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertifiedIssuerTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create(AT, new SecureRandom());
    private static final IssuerId ACME = new IssuerId("VATES-A12345678");
    private static final Seal SEAL = AUTHORITY.seal(ACME.value(), SealKey.P_256);
    private static final URI PROVIDER = URI.create("https://pid.example/issuer");

    @ParameterizedTest
    @ValueSource(strings = {"VATES-A12345678", "did:elsi:VATES-A12345678"})
    void an_organisation_goes_by_its_identifier_however_it_is_written(String named) throws Exception {
        assertThat(CertifiedIssuer.of(chain(SEAL))).isEqualTo(ACME);
        assertThat(CertifiedIssuer.organization(chain(SEAL))).isEqualTo(ACME);
        assertThat(CertifiedIssuer.require(chain(SEAL), named)).isEqualTo(ACME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VATES-Z00000000",
                "did:elsi:VATES-Z00000000",
                "did:web:pid.example",
                "https://pid.example/issuer",
                "x509:",
                "",
                " "
            })
    void an_organisation_goes_by_no_other_name(String named) throws Exception {
        var chain = chain(SEAL);

        refused(chain, named, "issuer_names_disagree");
    }

    @Test
    void a_provider_goes_by_the_address_it_is_certified_for() throws Exception {
        assertThat(CertifiedIssuer.require(chain(AUTHORITY.seal(PROVIDER, SealKey.P_256)), PROVIDER.toString()))
                .isEqualTo(new IssuerId(PROVIDER.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pid.example/issuer/",
                "https://pid.example",
                "https://PID.example/issuer",
                "http://pid.example/issuer",
                "https://pid.example/issuer?x",
                "https://pid.example/issuer#x",
                "https://a@pid.example/issuer",
                "https:pid.example/issuer",
                "https://pid example/issuer",
                "VATES-A12345678"
            })
    void a_provider_goes_by_nothing_that_only_looks_like_it(String named) throws Exception {
        var chain = chain(AUTHORITY.seal(PROVIDER, SealKey.P_256));

        refused(chain, named, "issuer_names_disagree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pid.example/issuer",
                "https://a@pid.example/issuer",
                "https://pid.example/issuer?x",
                "https://pid.example/issuer#x"
            })
    void nor_by_an_address_of_another_form_even_if_it_is_certified_for_it(String named) throws Exception {
        var chain = chain(AUTHORITY.seal(URI.create(named), SealKey.P_256));

        assertThat(chain.names(URI.create(named))).isTrue();
        refused(chain, named, "issuer_names_disagree");
    }

    @Test
    void who_names_nobody_is_the_subject_beneath_its_anchor() throws Exception {
        var chain = chain(AUTHORITY.seal(PROVIDER, SealKey.P_256));
        var issuer = CertifiedIssuer.of(chain);

        assertThat(issuer.value()).isEqualTo("x509:" + chain.anchorThumbprint() + ":" + chain.subject());
        assertThat(chain.subject()).startsWith("CN=");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> CertifiedIssuer.organization(chain))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("certificate_not_trusted"));
    }

    /** Else whoever certifies organisations could make one that is called like a provider of another authority. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://pid.example", "HTTPS://pid.example", "x509:a:CN=B", "did:elsi:VATES-A12345678", " "})
    void an_organisation_cannot_be_called_like_an_issuer_of_another_kind(String organization) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> chain(AUTHORITY.seal(organization, SealKey.P_256)))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("certificate_not_trusted"));
    }

    private static void refused(TrustedChain chain, String named, String code) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> CertifiedIssuer.require(chain, named))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(code));
    }

    private static TrustedChain chain(Seal seal) throws Exception {
        var x5c = new ArrayList<String>();
        for (var certificate : seal.chain()) {
            x5c.add(base64(certificate));
        }
        var pem = new ByteArrayInputStream(AUTHORITY.anchorPem().getBytes(StandardCharsets.US_ASCII));
        var anchors = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                .map(X509Certificate.class::cast)
                .toList();
        return TrustAnchors.of(anchors).require(x5c, 5, AT);
    }

    private static String base64(X509Certificate certificate) throws CertificateEncodingException {
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }
}
