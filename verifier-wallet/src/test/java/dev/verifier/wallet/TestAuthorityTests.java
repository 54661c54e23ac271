package dev.verifier.wallet;

import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestAuthorityTests {
    private static final TestAuthority AUTHORITY = TestAuthority.create(AT, RANDOM);

    @ParameterizedTest
    @EnumSource
    void certifies_seals_of_every_kind_so_that_pkix_is_content(SealKey kind) {
        var seal = AUTHORITY.seal(ORGANIZATION, kind);
        assertThatCode(() -> Pkix.validate(seal.chain(), AUTHORITY, AT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void has_keys_of_every_kind_itself(SealKey kind) {
        var authority = TestAuthority.create(kind, AT, RANDOM);
        var seal = authority.seal(ORGANIZATION, SealKey.P_256);
        assertThatCode(() -> Pkix.validate(seal.chain(), authority, AT)).doesNotThrowAnyException();
    }

    @Test
    void shows_leaf_and_intermediate_and_never_the_root() {
        var chain = AUTHORITY.seal(ORGANIZATION, SealKey.P_256).chain();
        assertThat(chain).hasSize(2);
        assertThat(chain.getFirst().getBasicConstraints()).isEqualTo(-1);
        assertThat(chain.getFirst().getKeyUsage()).startsWith(true, true);
        assertThat(chain.getLast().getBasicConstraints()).isZero();
        assertThat(chain).noneMatch(certificate -> Pem.of(certificate).equals(AUTHORITY.anchorPem()));
    }

    @Test
    void certifies_the_organization_under_2_5_4_97() {
        var leaf = AUTHORITY.seal(ORGANIZATION, SealKey.P_256).chain().getFirst();
        var subject = leaf.getSubjectX500Principal().getName("RFC2253", Map.of("2.5.4.97", "organizationIdentifier"));
        assertThat(subject).contains("organizationIdentifier=" + ORGANIZATION).contains("C=ES");
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048,RS256", "RSA_2048,PS256", "P_256,ES256", "P_384,ES384", "P_521,ES512"})
    void makes_seals_that_sign_as_java_security_knows_it(SealKey kind, String alg) throws GeneralSecurityException {
        var seal = AUTHORITY.seal(ORGANIZATION, kind);
        var compact = seal.sign(Map.of("alg", alg), Map.of("iss", ORGANIZATION));
        assertThat(CompactJws.parse(compact).header()).containsEntry("alg", alg).containsEntry("x5c", seal.x5c());
        assertThat(Witness.verifies(compact, seal.chain().getFirst().getPublicKey()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void is_read_back_with_its_seals(SealKey kind) {
        var seal = AUTHORITY.seal(ORGANIZATION, kind);
        var read = TestAuthority.read(AUTHORITY.toPem(), AT, RANDOM);
        var readSeal = read.readSeal(seal.keyPem(), seal.chainPem());
        assertThat(read.anchorPem()).isEqualTo(AUTHORITY.anchorPem());
        assertThat(readSeal.chain()).isEqualTo(seal.chain());
        assertThat(readSeal.organizationIdentifier()).isEqualTo(ORGANIZATION);
        assertThatCode(() -> Pkix.validate(read.seal("VATES-B1", kind).chain(), AUTHORITY, AT))
                .doesNotThrowAnyException();
    }

    @Test
    void is_not_read_from_something_else() {
        assertThatIllegalArgumentException().isThrownBy(() -> TestAuthority.read(AUTHORITY.anchorPem(), AT, RANDOM));
        var withoutItsLastKey = AUTHORITY.toPem().replaceAll("(?s)(END CERTIFICATE-----).*?(-----BEGIN CERT)", "$1$2");
        assertThatIllegalArgumentException().isThrownBy(() -> TestAuthority.read(withoutItsLastKey, AT, RANDOM));
    }
}
