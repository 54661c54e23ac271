package dev.verifier.wallet;

import static dev.verifier.wallet.ChainTampering.CHAIN_OF_200;
import static dev.verifier.wallet.ChainTampering.DUPLICATE_CERTIFICATE;
import static dev.verifier.wallet.ChainTampering.EXPIRED_INTERMEDIATE;
import static dev.verifier.wallet.ChainTampering.EXPIRED_SEAL;
import static dev.verifier.wallet.ChainTampering.FIRST_IS_NOT_THE_SIGNER;
import static dev.verifier.wallet.ChainTampering.FUTURE_SEAL;
import static dev.verifier.wallet.ChainTampering.ISSUED_BY_A_SEAL;
import static dev.verifier.wallet.ChainTampering.MISSING_INTERMEDIATE;
import static dev.verifier.wallet.ChainTampering.NAME_CONSTRAINT_BREACH;
import static dev.verifier.wallet.ChainTampering.PATH_TOO_LONG;
import static dev.verifier.wallet.ChainTampering.REVERSED;
import static dev.verifier.wallet.ChainTampering.SELF_SIGNED;
import static dev.verifier.wallet.ChainTampering.UNKNOWN_AUTHORITY;
import static dev.verifier.wallet.ChainTampering.UNKNOWN_CRITICAL_EXTENSION;
import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each chain is wrong for its own reason, and PKIX, where it looks at that, says so. */
class ChainTamperingTests {
    private static final TestAuthority AUTHORITY = TestAuthority.create(AT, RANDOM);
    private static final Seal SEAL = AUTHORITY.seal(ORGANIZATION, SealKey.P_256);
    private static final MachineLogin HONEST = MachineLogin.builder(
                    WalletKey.generate(RANDOM), Witness.VERIFIER, AT, RANDOM)
            .seal(SEAL)
            .build();

    /** What PKIX cannot read as a chain at all. */
    private static final EnumSet<ChainTampering> UNREADABLE = EnumSet.of(
            ChainTampering.CHAIN_MISSING,
            ChainTampering.CHAIN_EMPTY,
            ChainTampering.CHAIN_OF_NUMBERS,
            ChainTampering.CHAIN_OF_TEXT,
            ChainTampering.CHAIN_IS_TEXT);

    private static final EnumSet<ChainTampering> BROKEN = EnumSet.of(
            SELF_SIGNED,
            UNKNOWN_AUTHORITY,
            EXPIRED_SEAL,
            FUTURE_SEAL,
            EXPIRED_INTERMEDIATE,
            ISSUED_BY_A_SEAL,
            PATH_TOO_LONG,
            NAME_CONSTRAINT_BREACH,
            UNKNOWN_CRITICAL_EXTENSION,
            CHAIN_OF_200,
            DUPLICATE_CERTIFICATE,
            REVERSED,
            FIRST_IS_NOT_THE_SIGNER,
            MISSING_INTERMEDIATE);

    static Stream<Arguments> reasons() {
        return Stream.of(
                arguments(EXPIRED_SEAL, BasicReason.EXPIRED),
                arguments(FUTURE_SEAL, BasicReason.NOT_YET_VALID),
                arguments(EXPIRED_INTERMEDIATE, BasicReason.EXPIRED),
                arguments(ISSUED_BY_A_SEAL, PKIXReason.INVALID_KEY_USAGE),
                arguments(PATH_TOO_LONG, PKIXReason.PATH_TOO_LONG),
                arguments(NAME_CONSTRAINT_BREACH, PKIXReason.INVALID_NAME),
                arguments(UNKNOWN_CRITICAL_EXTENSION, PKIXReason.UNRECOGNIZED_CRIT_EXT),
                arguments(SELF_SIGNED, PKIXReason.NO_TRUST_ANCHOR),
                arguments(MISSING_INTERMEDIATE, PKIXReason.NO_TRUST_ANCHOR));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void is_refused_by_pkix_for_the_crime_itself(ChainTampering crime, Reason reason) {
        assertThatThrownBy(() -> Pkix.validate(chain(crime), AUTHORITY, AT))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        why -> assertThat(why.getReason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @EnumSource
    void breaks_the_path_only_where_that_is_the_crime(ChainTampering crime) throws CertificateException {
        if (UNREADABLE.contains(crime)) {
            return;
        }
        var chain = chain(crime);
        if (BROKEN.contains(crime)) {
            assertThatThrownBy(() -> Pkix.validate(chain, AUTHORITY, AT))
                    .isInstanceOf(CertPathValidatorException.class);
            return;
        }
        assertThatCode(() -> Pkix.validate(chain, AUTHORITY, AT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void leaves_the_credential_as_it_was(ChainTampering crime) {
        assertThat(claims(crime))
                .isEqualTo(CompactJws.parse(HONEST.credential()).claims());
    }

    @ParameterizedTest
    @EnumSource
    void has_the_first_certificates_signature_unless_that_is_the_crime(ChainTampering crime)
            throws GeneralSecurityException {
        var credential = HONEST.tampered(crime).credential();
        if (UNREADABLE.contains(crime)) {
            assertThat(Witness.verifies(credential, SEAL.publicKey())).isTrue();
            return;
        }
        boolean signs = crime != FIRST_IS_NOT_THE_SIGNER && crime != REVERSED;
        assertThat(Witness.verifies(credential, chainOf(credential).getFirst().getPublicKey()))
                .isEqualTo(signs);
    }

    @Test
    void signs_with_the_second_certificate_where_the_first_is_a_decoy() throws GeneralSecurityException {
        var credential = HONEST.tampered(FIRST_IS_NOT_THE_SIGNER).credential();
        var chain = chainOf(credential);
        assertThat(chain.getFirst()).isEqualTo(SEAL.chain().getFirst());
        assertThat(Witness.verifies(credential, chain.get(1).getPublicKey())).isTrue();
    }

    @Test
    void makes_the_odd_certificates_it_says() throws CertificateException {
        assertThat(chain(ChainTampering.WITHOUT_SIGNATURE_USAGE).getFirst().getKeyUsage())
                .startsWith(false, false, true);
        assertThat(chain(ChainTampering.FOR_TLS_SERVERS).getFirst().getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(chain(ChainTampering.SEAL_IS_A_CA).getFirst().getBasicConstraints())
                .isNotNegative();
        assertThat(((RSAPublicKey)
                                chain(ChainTampering.WEAK_RSA_1024).getFirst().getPublicKey())
                        .getModulus()
                        .bitLength())
                .isEqualTo(1024);
        assertThat(chain(ChainTampering.SIGNED_WITH_SHA1).getFirst().getSigAlgName())
                .isEqualTo("SHA1withECDSA");
        assertThat(subject(ChainTampering.WITHOUT_ORGANIZATION_IDENTIFIER)).doesNotContain("VATES");
        assertThat(subject(ChainTampering.ANOTHER_ORGANIZATION))
                .contains(TestIssuer.UNLISTED_ORGANIZATION)
                .doesNotContain(ORGANIZATION);
        assertThat(subject(ChainTampering.TWO_ORGANIZATION_IDENTIFIERS))
                .contains(TestIssuer.UNLISTED_ORGANIZATION, ORGANIZATION);
        assertThat(subject(ChainTampering.TRUSTED_ORGANIZATION_IDENTIFIER_LAST))
                .contains(TestIssuer.UNLISTED_ORGANIZATION, ORGANIZATION);
        assertThat(chain(CHAIN_OF_200)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void says_the_odd_things_it_says_in_place_of_a_chain() {
        assertThat(header(ChainTampering.CHAIN_MISSING)).doesNotContainKey("x5c");
        assertThat(header(ChainTampering.CHAIN_EMPTY)).containsEntry("x5c", List.of());
        assertThat(header(ChainTampering.CHAIN_OF_NUMBERS)).containsEntry("x5c", List.of(42));
        assertThat(header(ChainTampering.CHAIN_IS_TEXT).get("x5c")).isInstanceOf(String.class);
        assertThat(at(header(ChainTampering.CHAIN_OF_TEXT), "x5c").toString()).contains("-----BEGIN CERTIFICATE-----");
        var garbled = (List<?>) at(header(ChainTampering.TRAILING_GARBAGE), "x5c");
        assertThat(Base64.getDecoder().decode((String) garbled.getFirst()))
                .hasSize(Pem.der(SEAL.chain().getFirst()).length + 3);
    }

    private static String subject(ChainTampering crime) throws CertificateException {
        return chain(crime)
                .getFirst()
                .getSubjectX500Principal()
                .getName("RFC2253", Map.of("2.5.4.97", "ORG"))
                .replaceAll("#[0-9a-f]+", "");
    }

    private static Map<String, Object> claims(ChainTampering crime) {
        return CompactJws.parse(HONEST.tampered(crime).credential()).claims();
    }

    private static Map<String, Object> header(ChainTampering crime) {
        return CompactJws.parse(HONEST.tampered(crime).credential()).header();
    }

    private static List<X509Certificate> chain(ChainTampering crime) throws CertificateException {
        return chainOf(HONEST.tampered(crime).credential());
    }

    private static List<X509Certificate> chainOf(String credential) throws CertificateException {
        var chain = new ArrayList<X509Certificate>();
        for (var entry : (List<?>) at(CompactJws.parse(credential).header(), "x5c")) {
            var der = new ByteArrayInputStream(Base64.getDecoder().decode((String) entry));
            chain.add((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der));
        }
        return chain;
    }
}
