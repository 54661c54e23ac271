package dev.verifier.trust;

import static dev.verifier.trust.Sealed.ACME;
import static dev.verifier.trust.Sealed.ADDRESS;
import static dev.verifier.trust.Sealed.AT;
import static dev.verifier.trust.Sealed.AUTHORITY;
import static dev.verifier.trust.Sealed.ORGANIZATION;
import static dev.verifier.trust.Sealed.PROVIDER;
import static dev.verifier.trust.Sealed.answer;
import static dev.verifier.trust.Sealed.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.IssuerId;
import dev.verifier.jose.PublicJwk;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a sealed token is. */
class IssuerAuthenticationTests {

    private static final String SD_JWT = "dc+sd-jwt";
    private static final String FORMER = "vc+sd-jwt";
    private final IssuerAuthentication seals = new IssuerAuthentication(Sealed.anchors(AUTHORITY), 5);

    @Test
    void a_credential_is_of_whom_its_certificate_speaks_for() throws Exception {
        var token = by(ORGANIZATION, SD_JWT, Map.of("iss", "did:elsi:" + ACME.value()));
        var signed = seals.authenticate(token, FormerType.REFUSED, AT);

        assertThat(signed.issuer()).isEqualTo(ACME);
        assertThat(signed.jws().claims().text("iss")).isEqualTo("did:elsi:" + ACME.value());
        assertThat(signed.evidence().key()).isEqualTo(PublicJwk.of(ORGANIZATION.publicKey()));
        assertThat(signed.evidence().until())
                .isEqualTo(ORGANIZATION.chain().getFirst().getNotAfter().toInstant());
        assertThat(signed.evidence().certified())
                .hasValueSatisfying(
                        chain -> assertThat(chain.organizationIdentifier()).contains(ACME.value()));
    }

    @Test
    void one_that_names_nobody_is_too_and_one_that_names_another_is_of_nobody() throws Exception {
        var silent = by(ORGANIZATION, SD_JWT, Map.of());
        var lying = by(ORGANIZATION, SD_JWT, Map.of("iss", ADDRESS.toString()));

        assertThat(seals.authenticate(silent, FormerType.REFUSED, AT).issuer()).isEqualTo(ACME);
        assertThat(answer(() -> seals.authenticate(lying, FormerType.REFUSED, AT)))
                .isEqualTo("issuer_names_disagree");
    }

    @Test
    void the_type_of_drafts_is_read_where_that_is_tolerated() throws Exception {
        var former = by(ORGANIZATION, FORMER, Map.of());
        var other = by(ORGANIZATION, "vc+jwt", Map.of());

        assertThat(seals.authenticate(former, () -> true, AT).issuer()).isEqualTo(ACME);
        assertThat(answer(() -> seals.authenticate(former, FormerType.REFUSED, AT)))
                .isEqualTo("credential_typ_not_allowed");
        assertThat(answer(() -> seals.authenticate(other, () -> true, AT))).isEqualTo("credential_typ_not_allowed");
    }

    @Test
    void a_w3c_credential_is_of_an_organisation() throws Exception {
        var credential = by(ORGANIZATION, "vc+jwt", Map.of("jti", "1"));
        var provided = by(PROVIDER, "vc+jwt", Map.of());
        var signed = seals.authenticate(credential, AT);

        assertThat(signed.issuer()).isEqualTo(ACME);
        assertThat(signed.jws().claims().text("jti")).isEqualTo("1");
        assertThat(answer(() -> seals.authenticate(provided, AT))).isEqualTo("certificate_not_trusted");
    }

    @Test
    void whatever_else_is_sealed_is_of_an_organisation_or_of_a_subject_beneath_its_anchor() throws Exception {
        var sealed = by(ORGANIZATION, "vc+jwt", Map.of());
        var provided = by(PROVIDER, "vc+jwt", Map.of("jti", "1"));
        var signed = seals.authenticate(provided, IssuerAuthentication.CREDENTIALS, AT);

        assertThat(signed.issuer().value()).startsWith("x509:");
        assertThat(signed.jws().claims().text("jti")).isEqualTo("1");
        assertThat(seals.authenticate(sealed, IssuerAuthentication.CREDENTIALS, AT)
                        .issuer())
                .isEqualTo(ACME);
    }

    @ParameterizedTest
    @CsvSource({
        "ORGANIZATION, VATES-A12345678, true",
        "ORGANIZATION, VATES-B87654321, false",
        "ORGANIZATION, https://pid.example/issuer, false",
        "PROVIDER, https://pid.example/issuer, true",
        "PROVIDER, https://pid.example, false",
        "PROVIDER, VATES-A12345678, false"
    })
    void a_chain_is_of_the_issuer_that_it_names(String who, String issuer, boolean same) throws Exception {
        var chain = seals.anchors().require(by(seal(who), SD_JWT, Map.of()).certificates(), 5, AT);

        assertThat(CertifiedIssuer.isOf(chain, new IssuerId(issuer))).isEqualTo(same);
    }

    private static Seal seal(String who) {
        return who.equals("PROVIDER") ? PROVIDER : ORGANIZATION;
    }

    @Test
    void who_is_known_beneath_an_anchor_is_whoever_is_beneath_the_same_one() throws Exception {
        var other = TestAuthority.create(AT, new SecureRandom());
        var provided = other.seal(ADDRESS, SealKey.P_256);
        var chain = seals.anchors().require(by(PROVIDER, SD_JWT, Map.of()).certificates(), 5, AT);
        var another =
                Sealed.anchors(other).require(by(provided, SD_JWT, Map.of()).certificates(), 5, AT);

        assertThat(CertifiedIssuer.isOf(chain, CertifiedIssuer.of(chain))).isTrue();
        assertThat(CertifiedIssuer.isOf(chain, CertifiedIssuer.of(another))).isFalse();
    }
}
