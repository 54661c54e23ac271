package dev.verifier.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.XmlTrustedListDraft;
import dev.verifier.wallet.XmlTrustedListTampering;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Trusted lists in XML, as member states publish them and as others would like them to be. */
class XmlTrustedListVerifierTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final WantedServices GRANTED =
            new WantedServices(XmlTrustedListDraft.GENERIC, Set.of(XmlTrustedListDraft.CA_QC), Set.of());

    private final SecureRandom random = new SecureRandom();
    private final TestAuthority scheme = TestAuthority.create(AT, random);
    private final TestAuthority provider = TestAuthority.create(AT, random);
    private final Seal operator = scheme.listSeal("VATES-0123456789", SealKey.P_256);
    private final Seal rogue = provider.seal("VATES-A12345678", SealKey.P_256);

    @ParameterizedTest
    @EnumSource
    void a_list_is_believed_whose_operator_signed_it_with_any_kind_of_key(SealKey key) throws Exception {
        var list = verify(draft().signedBy(scheme.listSeal("VATES-0123456789", key)));

        assertThat(list.sequence()).isEqualTo(7);
        assertThat(list.anchors().size()).isEqualTo(1);
        assertThat(list.entry(TrustAnchors.thumbprint(
                        certificates(provider.anchorPem()).getFirst())))
                .contains("Provider, " + XmlTrustedListDraft.CA_QC);
        assertThat(list.issued()).isEqualTo(AT.minus(Duration.ofDays(1)));
        assertThat(list.isOver(AT)).isFalse();
        assertThat(list.isOver(AT.plus(Duration.ofDays(30)))).isTrue();
        assertThat(list.signer().organizationIdentifier()).contains("VATES-0123456789");
    }

    @Test
    void a_root_may_have_a_name_by_which_it_is_signed() throws Exception {
        var signed = draft().signedByName(operator);

        assertThat(verify(signed).anchors().size()).isEqualTo(1);
        assertThat(refusal(signed.replaceFirst("Id=\"list\"", "Id=\"other\"")).code())
                .isEqualTo("trusted_list_xml_malformed");
        assertThat(refusal(signed.replaceFirst("Id=\"signed\"", "Id=\"list\"")).code())
                .isEqualTo("trusted_list_xml_malformed");
    }

    @Test
    void a_signer_may_be_pinned_and_else_has_a_certificate_for_signing_lists() throws Exception {
        var ordinary = scheme.seal("VATES-0123456789", SealKey.P_256);
        var document = draft().signedBy(ordinary).getBytes(StandardCharsets.UTF_8);
        var pinned = TrustAnchors.of(List.of(ordinary.chain().getFirst()));

        assertThat(new XmlTrustedListVerifier(pinned, GRANTED, 5).verify(document, AT))
                .isNotNull();
        assertThat(refusal(draft().signedBy(ordinary)))
                .isEqualTo(new Rejection.CertificateNotTrusted("extended key usage"));
    }

    @Test
    void only_services_that_are_wanted_and_granted_by_now_become_anchors() throws Exception {
        var other = TestAuthority.create(AT, random).anchorPem();
        var signed = draft().listing(
                        "Clock", XmlTrustedListDraft.TSA_QTST, XmlTrustedListDraft.GRANTED, Instant.EPOCH, other)
                .listing("Out", XmlTrustedListDraft.CA_QC, XmlTrustedListDraft.WITHDRAWN, Instant.EPOCH, other)
                .listing("Soon", XmlTrustedListDraft.CA_QC, XmlTrustedListDraft.GRANTED, AT.plusSeconds(1), other)
                .signedBy(operator);

        var list = verify(signed);

        assertThat(list.anchors().size()).isEqualTo(1);
        assertThat(list.leftOut()).hasSize(2).anyMatch(line -> line.contains("withdrawn"));
        var withdrawn = new WantedServices(
                XmlTrustedListDraft.GENERIC,
                Set.of(XmlTrustedListDraft.CA_QC),
                Set.of(XmlTrustedListDraft.WITHDRAWN, XmlTrustedListDraft.GRANTED));
        assertThat(verifier(withdrawn)
                        .verify(signed.getBytes(StandardCharsets.UTF_8), AT)
                        .anchors()
                        .size())
                .as("an operator of ours may see it otherwise")
                .isEqualTo(2);
    }

    @Test
    void a_list_that_names_nobody_is_its_operators_word() throws Exception {
        var nobody = XmlTrustedListDraft.of(8, AT.minusSeconds(60), AT.plusSeconds(60));

        assertThat(verify(nobody.signedBy(operator)).anchors().size()).isZero();
    }

    @Test
    void what_a_service_was_once_is_past() throws Exception {
        var other = TestAuthority.create(AT, random).anchorPem();
        var past =
                draft().listing("Past", XmlTrustedListDraft.CA_QC, XmlTrustedListDraft.WITHDRAWN, Instant.EPOCH, other);
        var remembered = past.providers().getLast();
        var history = remembered.replace(
                "</ServiceInformation>",
                "</ServiceInformation><ServiceHistory><ServiceHistoryInstance>"
                        + remembered
                                .replaceFirst("(?s).*<ServiceInformation>", "")
                                .replaceFirst("(?s)</ServiceInformation>.*", "")
                                .replace("withdrawn", "granted")
                        + "</ServiceHistoryInstance></ServiceHistory>");

        assertThat(verify(draft().with(history).signedBy(operator)).anchors().size())
                .isEqualTo(1);
    }

    /** What is digested is read, whatever stands around it: comments are in no canonical form, and encodings neither. */
    @Test
    void comments_and_encodings_make_no_difference_and_no_holes() throws Exception {
        var signed = draft().signedBy(operator);
        var commented = signed.replace(
                XmlTrustedListDraft.GENERIC, "http://uri.etsi.org/TrstSvc/<!-- x -->TrustedList/TSLType/EUgeneric");
        var wide = signed.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");

        assertThat(verify(commented).sequence()).isEqualTo(7);
        assertThat(verify(wide, StandardCharsets.UTF_16).sequence()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "UNSIGNED, trusted_list_signature_invalid",
        "EDITED, trusted_list_signature_invalid",
        "SIGNED_BY_ANOTHER, trusted_list_signature_invalid",
        "OF_ANOTHER_OPERATOR, certificate_not_trusted",
        "CHAIN_MISSING, certificate_missing",
        "HMAC_WITH_THE_CERTIFICATE, trusted_list_algorithm_not_allowed",
        "SIGNED_WITH_SHA1, trusted_list_algorithm_not_allowed",
        "DIGESTED_WITH_SHA1, trusted_list_algorithm_not_allowed",
        "INCLUSIVE_CANONICALIZATION, trusted_list_xml_malformed",
        "SIGNED_TWICE, trusted_list_signature_invalid",
        "SIGNATURE_OUT_OF_PLACE, trusted_list_signature_invalid",
        "PART_SIGNED, trusted_list_xml_malformed",
        "WRAPPED, trusted_list_signature_invalid",
        "SAME_NAME_TWICE, trusted_list_signature_invalid",
        "INSIDE_OF_ANOTHER, trusted_list_signature_invalid",
        "REFERENCE_ELSEWHERE, trusted_list_xml_malformed",
        "REFERENCE_BY_XPOINTER, trusted_list_xml_malformed",
        "XSLT_TRANSFORM, trusted_list_xml_malformed",
        "XPATH_TRANSFORM, trusted_list_xml_malformed",
        "NO_ENVELOPED_TRANSFORM, trusted_list_xml_malformed",
        "DOCTYPE, trusted_list_xml_malformed",
        "EXTERNAL_ENTITY, trusted_list_xml_malformed",
        "PARAMETER_ENTITY, trusted_list_xml_malformed",
        "BILLION_LAUGHS, trusted_list_xml_malformed",
        "TOO_DEEP, trusted_list_too_large",
        "NOT_WELL_FORMED, trusted_list_xml_malformed",
        "OF_ANOTHER_KIND, trusted_list_xml_malformed",
        "OF_ANOTHER_NAME, trusted_list_xml_malformed",
        "WITHOUT_TAG, trusted_list_xml_malformed",
        "OF_ANOTHER_VERSION, trusted_list_xml_malformed",
        "OF_TOMORROW, trusted_list_not_yet_valid",
        "WITHOUT_END, trusted_list_claim_missing",
        "ENDS_BEFORE_IT_BEGINS, trusted_list_xml_malformed",
        "END_WITHOUT_ZONE, trusted_list_xml_malformed",
        "WITHOUT_SEQUENCE, trusted_list_claim_missing",
        "SEQUENCE_OF_ZERO, trusted_list_xml_malformed",
        "SEQUENCE_TWICE, trusted_list_xml_malformed",
        "SEQUENCE_BEYOND_COUNT, trusted_list_xml_malformed"
    })
    void each_crime_is_refused_for_its_own_reason(XmlTrustedListTampering crime, String code) throws Exception {
        assertThat(verify(draft().signedBy(operator))).isNotNull();

        assertThat(refusal(draft().tampered(crime, operator, rogue)).code())
                .as(crime.crime())
                .isEqualTo(code);
    }

    @Test
    void every_crime_has_its_reason() throws Exception {
        var rows = XmlTrustedListVerifierTests.class
                .getDeclaredMethod(
                        "each_crime_is_refused_for_its_own_reason", XmlTrustedListTampering.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(Set.of(rows).stream()
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(XmlTrustedListTampering.values());
    }

    @Test
    void a_list_of_more_elements_than_anybody_publishes_is_not_kept() throws Exception {
        var large = draft().with("<x/>".repeat(500_001)).signedBy(operator);

        assertThat(refusal(large).code()).isEqualTo("trusted_list_too_large");
    }

    private XmlTrustedListDraft draft() {
        return XmlTrustedListDraft.of(7, AT.minus(Duration.ofDays(1)), AT.plus(Duration.ofDays(30)))
                .listing("Provider", provider.anchorPem());
    }

    private Rejection refusal(String xml) {
        return catchThrowableOfType(RejectedException.class, () -> verify(xml)).rejection();
    }

    private TrustedList verify(String xml) throws RejectedException, CertificateException {
        return verify(xml, StandardCharsets.UTF_8);
    }

    private TrustedList verify(String xml, Charset encoding) throws RejectedException, CertificateException {
        return verifier(GRANTED).verify(xml.getBytes(encoding), AT);
    }

    private XmlTrustedListVerifier verifier(WantedServices wanted) throws CertificateException {
        return new XmlTrustedListVerifier(TrustAnchors.of(certificates(scheme.anchorPem())), wanted, 5);
    }

    private static List<X509Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
