package dev.verifier.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.jose.Limits;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TrustedListDraft;
import dev.verifier.wallet.TrustedListTampering;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Signed lists of trusted entities, as their operators publish them and as others would like them to be. */
class TrustedListVerifierTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String GRANTED = "http://uri.etsi.org/19602/SvcStatus/granted";
    private static final String WITHDRAWN = "http://uri.etsi.org/19602/SvcStatus/withdrawn";

    private final SecureRandom random = new SecureRandom();
    private final TestAuthority scheme = TestAuthority.create(AT, random);
    private final TestAuthority provider = TestAuthority.create(AT, random);
    private final Seal operator = scheme.listSeal("VATBE-0123456789", SealKey.P_256);
    private final Seal rogue = provider.seal("VATES-A12345678", SealKey.P_256);

    @ParameterizedTest
    @EnumSource
    void a_list_is_believed_whose_operator_signed_it_with_any_kind_of_key(SealKey key) throws Exception {
        var list = verify(draft().signedBy(scheme.listSeal("VATBE-0123456789", key)), WITHOUT_STATUS);

        assertThat(list.sequence()).isEqualTo(7);
        assertThat(list.anchors().size()).isEqualTo(1);
        assertThat(list.entry(TrustAnchors.thumbprint(
                        certificates(provider.anchorPem()).getFirst())))
                .hasValueSatisfying(entry -> assertThat(entry).contains("Provider", "PID/Issuance"));
        assertThat(list.isOver(AT)).isFalse();
        assertThat(list.isOver(AT.plus(Duration.ofDays(30)))).isTrue();
        assertThat(list.signer().organizationIdentifier()).contains("VATBE-0123456789");
    }

    @Test
    void a_signer_may_be_pinned_and_an_issuer_may_be_listed_itself() throws Exception {
        var ordinary = scheme.seal("VATBE-0123456789", SealKey.P_256);
        var pinned = TrustAnchors.of(List.of(ordinary.chain().getFirst()));
        var list = new TrustedListVerifier(pinned, WITHOUT_STATUS, LIMITS, 5)
                .verify(
                        TrustedListDraft.of(7, AT, AT.plusSeconds(60))
                                .listing(
                                        "Provider",
                                        rogue.chainPem().replaceAll("(?s)(END CERTIFICATE-----\\s).*", "$1"))
                                .signedBy(ordinary),
                        AT);

        assertThat(list.anchors().size()).isEqualTo(1);
        assertThat(list.entry(TrustAnchors.thumbprint(rogue.chain().getFirst())))
                .isPresent();
    }

    @Test
    void whom_the_operators_authority_certifies_for_anything_else_signs_no_list() throws Exception {
        assertThat(verify(draft().signedBy(operator), WITHOUT_STATUS)).isNotNull();
        var ordinary = scheme.seal("VATBE-0123456789", SealKey.P_256);

        assertThat(catchThrowableOfType(
                                RejectedException.class, () -> verify(draft().signedBy(ordinary), WITHOUT_STATUS))
                        .rejection())
                .isEqualTo(new Rejection.CertificateNotTrusted("extended key usage"));
    }

    @Test
    void only_services_that_are_wanted_and_in_force_become_anchors() throws Exception {
        var other = TestAuthority.create(AT, random).anchorPem();
        var draft = draft().listing("Status", TrustedListDraft.PID_REVOCATION, "", other);

        assertThat(verify(draft.signedBy(operator), WITHOUT_STATUS).anchors().size())
                .as("who signs status lists issues nothing")
                .isEqualTo(1);

        var withStatus = TrustedListDraft.of(7, AT, AT.plusSeconds(60))
                .listing("In", TrustedListDraft.PID_ISSUANCE, GRANTED, provider.anchorPem())
                .listing("Out", TrustedListDraft.PID_ISSUANCE, WITHDRAWN, other)
                .listing("Silent", other)
                .signedBy(operator);
        var wanted = new WantedServices(
                TrustedListDraft.PID_PROVIDERS, Set.of(TrustedListDraft.PID_ISSUANCE), Set.of(GRANTED));

        var list = verify(withStatus, wanted);
        assertThat(list.anchors().size()).isEqualTo(1);
        assertThat(list.leftOut()).hasSize(2).anyMatch(line -> line.contains(WITHDRAWN));
        assertThat(verify(withStatus, WITHOUT_STATUS).leftOut())
                .as("a status that nobody explained is not taken for a good one")
                .hasSize(2);
    }

    @Test
    void a_list_that_names_nobody_is_its_operators_word_and_not_a_broken_list() throws Exception {
        var nobody = TrustedListDraft.of(8, AT.minusSeconds(60), AT.plusSeconds(60));
        var others = nobody.listing("Status", TrustedListDraft.PID_REVOCATION, "", provider.anchorPem());

        for (var text : List.of(nobody.signedBy(operator), others.signedBy(operator))) {
            var list = verify(text, WITHOUT_STATUS);
            assertThat(list.sequence()).isEqualTo(8);
            assertThat(list.anchors().size()).isZero();
            assertThat(catchThrowableOfType(
                                    RejectedException.class,
                                    () -> list.anchors().require(x5c(rogue), 5, AT))
                            .rejection()
                            .code())
                    .isEqualTo("certificate_not_trusted");
        }
        assertThat(verify(draft().signedBy(operator), WITHOUT_STATUS)
                        .anchors()
                        .require(x5c(rogue), 5, AT)
                        .organizationIdentifier())
                .contains("VATES-A12345678");
    }

    @Test
    void a_certificate_that_cannot_be_read_takes_no_other_with_it() throws Exception {
        var service = Map.of(
                "ServiceTypeIdentifier",
                TrustedListDraft.PID_ISSUANCE,
                "ServiceDigitalIdentity",
                Map.of("X509Certificates", List.of(Map.of("val", "bm8gY2VydGlmaWNhdGU="))));
        var odd = Map.of(
                "TrustedEntityInformation",
                Map.of("TEName", List.of()),
                "TrustedEntityServices",
                List.of(Map.of("ServiceInformation", service)));

        var list = verify(draft().with(odd).signedBy(operator), WITHOUT_STATUS);

        assertThat(list.anchors().size()).isEqualTo(1);
        assertThat(list.leftOut()).singleElement().asString().contains("cannot be an anchor");
    }

    @ParameterizedTest
    @CsvSource({
        "ALG_NONE, certificate_missing",
        "SIGNATURE_STRIPPED, trusted_list_signature_invalid",
        "PAYLOAD_EDITED, trusted_list_signature_invalid",
        "SIGNED_BY_ANOTHER, trusted_list_signature_invalid",
        "OF_ANOTHER_OPERATOR, certificate_not_trusted",
        "HMAC_WITH_THE_CERTIFICATE, trusted_list_algorithm_not_allowed",
        "CHAIN_MISSING, certificate_missing",
        "CHAIN_BY_X5U, trusted_list_header_not_allowed",
        "UNKNOWN_CRITICAL_HEADER, trusted_list_header_not_allowed",
        "TYPE_OF_A_CREDENTIAL, trusted_list_typ_not_allowed",
        "OF_ANOTHER_KIND, trusted_list_malformed",
        "OF_NO_KIND, trusted_list_claim_missing",
        "OF_ANOTHER_VERSION, trusted_list_malformed",
        "OF_TOMORROW, trusted_list_not_yet_valid",
        "WITHOUT_END, trusted_list_claim_missing",
        "ENDS_BEFORE_IT_BEGINS, trusted_list_malformed",
        "END_WITHOUT_ZONE, trusted_list_malformed",
        "WITHOUT_SEQUENCE, trusted_list_claim_missing",
        "SEQUENCE_OF_ZERO, trusted_list_malformed",
        "SEQUENCE_IS_A_TEXT, trusted_list_malformed",
        "SEQUENCE_BEYOND_COUNT, trusted_list_malformed",
        "WRAPPED, trusted_list_malformed",
        "IN_JSON_SERIALIZATION, trusted_list_malformed",
        "UNSIGNED_JSON, trusted_list_malformed",
        "DUPLICATE_MEMBER, trusted_list_malformed"
    })
    void each_crime_is_refused_for_its_own_reason(TrustedListTampering crime, String code) throws Exception {
        assertThat(verify(draft().signedBy(operator), WITHOUT_STATUS)).isNotNull();

        var refused = catchThrowableOfType(
                RejectedException.class, () -> verify(draft().tampered(crime, operator, rogue), WITHOUT_STATUS));

        assertThat(refused.rejection().code()).as(crime.crime()).isEqualTo(code);
    }

    @Test
    void editions_are_counted_as_far_as_a_count_goes() throws Exception {
        var ends = AT.plus(Duration.ofDays(30));
        var last = TrustedListDraft.of(Long.MAX_VALUE, AT, ends).signedBy(operator);

        assertThat(verify(last, WITHOUT_STATUS).sequence()).isEqualTo(Long.MAX_VALUE);
        assertThat(verify(last, WITHOUT_STATUS).nextUpdate()).isEqualTo(ends);
    }

    @Test
    void every_crime_has_its_reason() throws Exception {
        var rows = TrustedListVerifierTests.class
                .getDeclaredMethod("each_crime_is_refused_for_its_own_reason", TrustedListTampering.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(Set.of(rows).stream()
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(TrustedListTampering.values());
    }

    private static final Limits LIMITS = new Limits(1_000_000, 32);

    private static final WantedServices WITHOUT_STATUS =
            new WantedServices(TrustedListDraft.PID_PROVIDERS, Set.of(TrustedListDraft.PID_ISSUANCE), Set.of());

    private TrustedListDraft draft() {
        return TrustedListDraft.of(7, AT.minus(Duration.ofDays(1)), AT.plus(Duration.ofDays(30)))
                .listing("Provider", provider.anchorPem());
    }

    private TrustedList verify(String text, WantedServices wanted) throws RejectedException, CertificateException {
        var signers = TrustAnchors.of(certificates(scheme.anchorPem()));
        return new TrustedListVerifier(signers, wanted, LIMITS, 5).verify(text, AT);
    }

    private static List<String> x5c(Seal seal) throws CertificateEncodingException {
        var x5c = new ArrayList<String>();
        for (var certificate : seal.chain()) {
            x5c.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        }
        return x5c;
    }

    private static List<X509Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
