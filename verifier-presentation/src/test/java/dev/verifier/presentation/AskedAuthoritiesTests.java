package dev.verifier.presentation;

import static dev.verifier.presentation.Ann.EMPLOYEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Source;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.LearVersion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query may want credentials of some authorities only (OpenID4VP 1.0 §6.1.1); a wallet may not care. */
class AskedAuthoritiesTests {

    private static final Map<String, Object> OTHER = Map.of("type", "aki", "values", List.of("AAAA"));

    private static String asked(List<Map<String, Object>> authorities) throws Exception {
        return Ann.code(Ann.judge(VpToken.of(EMPLOYEE, Ann.presentation(LearVersion.E2)), query(authorities)));
    }

    private static PresentationRequest query(List<Map<String, Object>> authorities) {
        var query = Ann.query(
                EMPLOYEE, List.of(List.of("LEARCredentialEmployee")), Map.of("trusted_authorities", authorities));
        return Ann.asked(DcqlQuery.parse(Map.of("credentials", List.of(query))));
    }

    /** The subject key identifier of the anchor is what the leaf says it is signed with (RFC 5280 §4.2.1.1). */
    private static String anchorKey() throws Exception {
        var anchor = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Ann.ACME.authority.anchorPem().getBytes(StandardCharsets.US_ASCII)));
        var extension = anchor.getExtensionValue("2.5.29.14");
        // An OCTET STRING in an OCTET STRING, both short.
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(extension, 4, extension.length));
    }

    @Test
    void a_credential_from_an_authority_that_was_asked_for_will_do() throws Exception {
        var ours = Map.<String, Object>of("type", "aki", "values", List.of("AAAA", anchorKey()));

        assertThat(asked(List.of(ours))).isEqualTo("accepted");
        assertThat(asked(List.of(OTHER, ours))).isEqualTo("accepted");
    }

    @Test
    void one_that_is_believed_and_from_another_authority_will_not() throws Exception {
        assertThat(asked(List.of(OTHER))).isEqualTo("authority_not_asked");
        var padded = Map.<String, Object>of("type", "aki", "values", List.of(anchorKey() + "="));
        assertThat(asked(List.of(padded))).isEqualTo("authority_not_asked");
    }

    /** Whoever asks for the issuers of a list is answered with one that this list, and not only another one, accredits. */
    @Test
    void a_credential_whose_issuer_the_list_accredits_will_do() throws Exception {
        var lists = List.<Map<String, Object>>of(
                Map.of("type", "etsi_tl", "values", List.of("https://lists.example/trusted")));

        assertThat(asked(lists, "https://lists.example/trusted", null)).isEqualTo("accepted");
        assertThat(asked(lists, "ours", "https://lists.example/trusted")).isEqualTo("accepted");
        assertThat(asked(lists, "ours", "https://lists.example/other")).isEqualTo("authority_not_asked");
    }

    /** Where a list has the authorities, and these the issuers. */
    @Test
    void a_credential_whose_anchor_the_list_names_will_do() throws Exception {
        var lists = List.<Map<String, Object>>of(
                Map.of("type", "etsi_tl", "values", List.of("https://lists.example/trusted")));
        for (var list : List.of("https://lists.example/trusted", "https://lists.example/other")) {
            var domain = new TrustDomain(
                    Ann.ACME.anchors(),
                    Acme.issuers(ValidityWindow.ALWAYS),
                    _ -> Optional.of(new Source("anchors", "Acme", null, Ann.AT, list)),
                    Optional.empty());
            var framework = new TrustFramework(
                    TrustDomains.of(domain),
                    Ann.ACME.framework().participants(),
                    Ann.ACME.framework().status());

            assertThat(asked(lists, framework))
                    .isEqualTo(list.endsWith("trusted") ? "accepted" : "authority_not_asked");
        }
    }

    private static String asked(List<Map<String, Object>> authorities, String list, @Nullable String location)
            throws Exception {
        var accredited = new Accreditation(
                new CredentialType("LEARCredentialEmployee"),
                ValidityWindow.ALWAYS,
                List.of(),
                new Source(list, Acme.ORGANIZATION, null, Ann.AT, location));
        var framework = Ann.ACME.trusting(
                new TrustedIssuersList(Map.of(new IssuerId(Acme.ORGANIZATION), List.of(accredited))),
                Ann.ACME.framework().participants(),
                Set.of());
        return asked(authorities, framework);
    }

    private static String asked(List<Map<String, Object>> authorities, TrustFramework framework) throws Exception {
        var verifier =
                new PresentationVerifier(framework, new PresentationLimits(Ann.LIMITS, 5, 200), FormerType.REFUSED);
        return Ann.code(
                verifier.verify(VpToken.of(EMPLOYEE, Ann.presentation(LearVersion.E2)), query(authorities), Ann.AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"etsi_tl", "openid_federation"})
    void what_cannot_be_told_is_not_so(String type) throws Exception {
        assertThat(asked(List.of(Map.of("type", type, "values", List.of("https://lists.example/trusted")))))
                .isEqualTo("authority_not_asked");
    }
}
