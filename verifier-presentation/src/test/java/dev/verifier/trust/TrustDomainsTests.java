package dev.verifier.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustDomainsTests {

    private static final CredentialType PID = new CredentialType("urn:eudi:pid:1");
    private static final CredentialType MDL = new CredentialType("org.iso.18013.5.1.mDL");
    private static final CredentialType LEAR = new CredentialType("LEARCredentialEmployee");
    private static final IssuerId ISSUER = new IssuerId("VATES-A12345678");

    private final TrustDomain identity = domain();
    private final TrustDomain others = domain();

    @Test
    void a_type_belongs_to_its_own_domain_and_every_other_one_to_the_domain_of_the_others() throws Exception {
        var domains = new TrustDomains(Map.of(PID, identity, MDL, identity), Set.of(), others);

        assertThat(domains.require(Set.of(PID))).isSameAs(identity);
        assertThat(domains.require(Set.of(PID, MDL))).isSameAs(identity);
        assertThat(domains.require(Set.of(LEAR))).isSameAs(others);
    }

    @Test
    void one_domain_may_be_that_of_every_type() throws Exception {
        assertThat(TrustDomains.of(identity).require(Set.of(PID, LEAR))).isSameAs(identity);
    }

    @Test
    void types_that_are_asked_for_together_and_belong_apart_are_not_believed() {
        var domains = new TrustDomains(Map.of(PID, identity), Set.of(), others);

        assertThat(refusal(domains, PID, LEAR)).isEqualTo("trust_unavailable");
    }

    @Test
    void without_a_domain_of_the_others_a_type_nobody_named_is_not_believed() {
        var domains = new TrustDomains(Map.of(PID, identity), Set.of(), null);

        assertThat(refusal(domains, LEAR)).isEqualTo("trust_unavailable");
    }

    @Test
    void no_other_domain_stands_in_for_one_that_is_away() throws Exception {
        var domains = new TrustDomains(Map.of(MDL, identity), Set.of(PID), others);

        assertThat(refusal(domains, PID)).isEqualTo("trust_unavailable");
        assertThat(refusal(domains, PID, LEAR)).isEqualTo("trust_unavailable");
        assertThat(domains.require(Set.of(LEAR))).isSameAs(others);
        assertThat(domains.require(Set.of(MDL))).isSameAs(identity);
    }

    @Test
    void whom_an_anchor_vouches_for_may_issue_the_types_of_the_domain_and_no_other() throws Exception {
        var trust = new IssuerTrust(new AnchoredIssuers(Set.of(PID, MDL)));

        assertThat(trust.require(ISSUER, List.of(PID), Map.of(), Instant.EPOCH))
                .containsExactly(new Accreditation(PID, ValidityWindow.ALWAYS, List.of()));
        assertThat(catchThrowableOfType(
                                RejectedException.class,
                                () -> trust.require(ISSUER, List.of(PID, LEAR), Map.of(), Instant.EPOCH))
                        .rejection()
                        .code())
                .isEqualTo("issuer_not_accredited");
        assertThatThrownBy(() -> new AnchoredIssuers(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String refusal(TrustDomains domains, CredentialType... types) {
        return catchThrowableOfType(RejectedException.class, () -> domains.require(Set.of(types)))
                .rejection()
                .code();
    }

    private static TrustDomain domain() {
        var pem = TestAuthority.create(Instant.now(), new SecureRandom()).anchorPem();
        try {
            var anchor = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            return new TrustDomain(
                    TrustAnchors.of(List.of((X509Certificate) anchor)), new TrustedIssuersList(Map.of()));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
