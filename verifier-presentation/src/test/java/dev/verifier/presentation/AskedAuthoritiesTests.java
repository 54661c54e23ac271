package dev.verifier.presentation;

import static dev.verifier.presentation.Ann.EMPLOYEE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.wallet.LearVersion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query may want credentials of some authorities only (OpenID4VP 1.0 §6.1.1); a wallet may not care. */
class AskedAuthoritiesTests {

    private static final Map<String, Object> OTHER = Map.of("type", "aki", "values", List.of("AAAA"));

    private static String asked(List<Map<String, Object>> authorities) throws Exception {
        var query = Ann.query(
                EMPLOYEE, List.of(List.of("LEARCredentialEmployee")), Map.of("trusted_authorities", authorities));
        var asked = Ann.asked(DcqlQuery.parse(Map.of("credentials", List.of(query))));
        return Ann.code(Ann.judge(VpToken.of(EMPLOYEE, Ann.presentation(LearVersion.E2)), asked));
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

    @ParameterizedTest
    @ValueSource(strings = {"etsi_tl", "openid_federation"})
    void what_cannot_be_told_is_not_so(String type) throws Exception {
        assertThat(asked(List.of(Map.of("type", type, "values", List.of("https://lists.example/trusted")))))
                .isEqualTo("authority_not_asked");
    }
}
