package dev.verifier.x509;

import static dev.verifier.x509.Certified.critical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a certificate must say of its key for each purpose, beneath an authority and pinned. */
class CertificatePurposeTests {

    private static final String REFUSED = "certificate_not_trusted";
    private static final Certified ROOT = Certified.root("SHA256", Map.of());

    @ParameterizedTest
    @CsvSource({
        "false, NOTHING, , sealed",
        "false, SIGNATURE, , sealed",
        "false, COMMITMENT, , sealed",
        "false, ENCIPHERMENT, , certificate_not_trusted",
        "true, ENCIPHERMENT, , certificate_not_trusted",
        "false, SIGNATURE, 1.3.6.1.5.5.7.3.36, sealed",
        "false, SIGNATURE, 1.3.6.1.5.5.7.3.36 1.3.6.1.4.1.32473.1, sealed",
        "false, SIGNATURE, 1.3.6.1.4.1.32473.1, certificate_not_trusted",
        "false, SIGNATURE, 1.3.6.1.5.5.7.3.1, certificate_not_trusted",
        "false, SIGNATURE, 1.3.6.1.5.5.7.3.36 1.3.6.1.5.5.7.3.1, certificate_not_trusted",
        "false, SIGNATURE, 1.3.6.1.5.5.7.3.36 0.4.0.2231.3.0, certificate_not_trusted"
    })
    void a_seal_is_for_signing_documents(boolean pinned, Usage usage, @Nullable String purposes, String answer) {
        assertThat(answer(CertificatePurpose.SEAL, leaf(usage, purposes), pinned, "sealed"))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "false, SIGNATURE, 0.4.0.2231.3.0, listed",
        "false, COMMITMENT, 0.4.0.2231.3.0, listed",
        "false, NOTHING, 0.4.0.2231.3.0, certificate_not_trusted",
        "true, NOTHING, 0.4.0.2231.3.0, listed",
        "true, NOTHING, , listed",
        "false, ENCIPHERMENT, 0.4.0.2231.3.0, certificate_not_trusted",
        "true, ENCIPHERMENT, 0.4.0.2231.3.0, certificate_not_trusted",
        "false, SIGNATURE, , certificate_not_trusted",
        "false, SIGNATURE, 0.4.0.2231.3.0 1.3.6.1.5.5.7.3.36, certificate_not_trusted",
        "true, SIGNATURE, 1.3.6.1.5.5.7.3.36, listed"
    })
    void an_operator_of_lists_is_certified_for_that_alone_or_pinned(
            boolean pinned, Usage usage, @Nullable String purposes, String answer) {
        assertThat(answer(CertificatePurpose.LIST_OPERATOR, leaf(usage, purposes), pinned, "listed"))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "false, SIGNATURE, 1.0.18013.5.1.2, signed",
        "false, COMMITMENT, 1.0.18013.5.1.2, certificate_not_trusted",
        "false, NOTHING, 1.0.18013.5.1.2, certificate_not_trusted",
        "true, NOTHING, 1.0.18013.5.1.2, signed",
        "true, NOTHING, , signed",
        "false, ENCIPHERMENT, 1.0.18013.5.1.2, certificate_not_trusted",
        "true, ENCIPHERMENT, 1.0.18013.5.1.2, certificate_not_trusted",
        "false, SIGNATURE, , certificate_not_trusted",
        "false, SIGNATURE, 1.0.18013.5.1.2 1.3.6.1.5.5.7.3.1, certificate_not_trusted",
        "true, SIGNATURE, 1.3.6.1.5.5.7.3.1, signed"
    })
    void a_signer_of_mdocs_is_certified_for_that_alone_or_pinned(
            boolean pinned, Usage usage, @Nullable String purposes, String answer) {
        assertThat(answer(CertificatePurpose.DOCUMENT_SIGNER, leaf(usage, purposes), pinned, "signed"))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void an_authority_is_no_leaf_even_if_none_may_follow_it(CertificatePurpose purpose) {
        var purposes = Map.of(
                CertificatePurpose.SEAL, "1.3.6.1.5.5.7.3.36",
                CertificatePurpose.LIST_OPERATOR, "0.4.0.2231.3.0",
                CertificatePurpose.DOCUMENT_SIGNER, "1.0.18013.5.1.2");
        var extensions = extensions(Usage.SIGNATURE, purposes.get(purpose));
        var both = Stream.concat(
                        Stream.of(extensions), Stream.of(critical(Extension.basicConstraints, new BasicConstraints(0))))
                .toArray(Extension[]::new);

        for (var pinned : new boolean[] {true, false}) {
            assertThat(answer(purpose, ROOT.leaf("C=ES,CN=Leaf", extensions), pinned, "taken"))
                    .isEqualTo("taken");
            assertThat(answer(purpose, ROOT.leaf("C=ES,CN=Leaf", both), pinned, "taken"))
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void purposes_that_cannot_be_read_are_none_of_ours() {
        var unreadable = new Extension(Extension.extendedKeyUsage, false, new byte[] {4, 1, 0});

        assertThat(answer(CertificatePurpose.SEAL, ROOT.leaf("C=ES,CN=Leaf"), false, "sealed"))
                .isEqualTo("sealed");
        assertThat(answer(CertificatePurpose.SEAL, ROOT.leaf("C=ES,CN=Leaf", unreadable), false, "sealed"))
                .isEqualTo(REFUSED);
    }

    @Test
    void a_key_of_today_is_strong_enough_and_one_bit_less_is_not() throws Exception {
        for (var strong : List.of(ROOT.leaf("C=ES,CN=Leaf"), ROOT.leaf(rsa(2048)))) {
            assertThat(SealPolicy.requireStrong(strong)).isSameAs(strong);
        }
        var weak = ROOT.leaf(rsa(2047));
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> SealPolicy.requireStrong(weak))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(REFUSED));
    }

    private static PublicKey rsa(int bits) throws GeneralSecurityException {
        var modulus = BigInteger.ONE.setBit(bits - 1);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"did:elsi:A", "https://a.example", "HTTP://a.example", "x509:a", " "})
    void an_organisation_is_not_called_like_something_else(String name) throws Exception {
        var honest = new X500NameBuilder().addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "VATES-A12345678");
        var odd = new X500NameBuilder().addRDN(BCStyle.ORGANIZATION_IDENTIFIER, name);

        assertThat(OrganizationIdentifier.of(ROOT.leaf(honest.build()))).contains("VATES-A12345678");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> OrganizationIdentifier.of(ROOT.leaf(odd.build())))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(REFUSED));
    }

    enum Usage {
        NOTHING,
        SIGNATURE,
        COMMITMENT,
        ENCIPHERMENT
    }

    private static X509Certificate leaf(Usage usage, @Nullable String purposes) {
        return ROOT.leaf("C=ES,CN=Leaf", extensions(usage, purposes));
    }

    private static Extension[] extensions(Usage usage, @Nullable String purposes) {
        var extensions = new ArrayList<Extension>();
        switch (usage) {
            case NOTHING -> {}
            case SIGNATURE -> extensions.add(usage(KeyUsage.digitalSignature));
            case COMMITMENT -> extensions.add(usage(KeyUsage.nonRepudiation));
            case ENCIPHERMENT -> extensions.add(usage(KeyUsage.keyEncipherment));
        }
        if (purposes != null) {
            var ids = Stream.of(purposes.split(" ", -1))
                    .map(ASN1ObjectIdentifier::new)
                    .map(KeyPurposeId::getInstance)
                    .toArray(KeyPurposeId[]::new);
            extensions.add(critical(Extension.extendedKeyUsage, new ExtendedKeyUsage(ids)));
        }
        return extensions.toArray(Extension[]::new);
    }

    private static Extension usage(int bit) {
        return critical(Extension.keyUsage, new KeyUsage(bit));
    }

    private static String answer(CertificatePurpose purpose, X509Certificate leaf, boolean pinned, String taken) {
        try {
            return purpose.require(leaf, pinned).equals(leaf) ? taken : "another";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }
}
