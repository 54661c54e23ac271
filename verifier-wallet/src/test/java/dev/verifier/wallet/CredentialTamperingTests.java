package dev.verifier.wallet;

import static dev.verifier.wallet.Gallery.HONEST;
import static dev.verifier.wallet.Gallery.MACHINE;
import static dev.verifier.wallet.Gallery.SEAL;
import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.VERIFIER;
import static dev.verifier.wallet.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialTamperingTests {
    private static final Map<String, String> DIFFERENCES = Gallery.table("""
            ALG_NONE                      | header/alg signature
            SIGNATURE_STRIPPED            | signature
            PAYLOAD_EDITED                | signature vc/credentialSubject/mandate/power
            HMAC_WITH_PUBLIC_KEY          | header/alg signature
            ALGORITHM_OF_ANOTHER_KEY_TYPE | header/alg signature
            SIGNED_BY_ANOTHER_KEY         | signature
            UNKNOWN_CRITICAL_HEADER       | header/crit header/urn:example:unheard-of
            WRONG_TOKEN_TYPE              | header/typ
            JWT_ISSUER_DIFFERS            | iss
            BODY_ISSUER_DIFFERS           | vc/issuer/id
            BODY_ORGANIZATION_DIFFERS     | vc/issuer/organizationIdentifier
            ONLY_JWT_ISSUER_IS_TRUSTED    | header/x5c jti vc/id vc/issuer/id vc/issuer/organizationIdentifier
            ONLY_BODY_ISSUER_IS_TRUSTED   | header/x5c iss
            UNLISTED_ISSUER               | header/x5c iss jti vc/id vc/issuer/id vc/issuer/organizationIdentifier
            ISSUER_STEERS_THE_REGISTRY    | header/x5c iss jti vc/id vc/issuer/id vc/issuer/organizationIdentifier
            TYPE_SUPERSET                 | vc/type
            TYPE_SUPERSET_FIRST           | vc/type
            TYPE_TWICE                    | vc/type
            TYPE_OF_AN_EMPLOYEE           | another version of credential
            TYPE_MISSING                  | vc/type
            JWT_EXPIRED                   | exp
            JWT_NOT_YET_VALID             | nbf
            BODY_EXPIRED                  | vc/validUntil
            BODY_NOT_YET_VALID            | vc/validFrom
            MANDATE_OVER                  | another version of credential
            WITHOUT_ZONE                  | vc/validUntil
            WITHOUT_END                   | exp vc/validUntil
            NUMERIC_VALID_UNTIL           | vc/validUntil
            YEAR_OF_TEN_DIGITS            | vc/validUntil
            EXPIRY_BEYOND_NUMBERS         | exp
            REVOKED_ID                    | jti vc/id
            STATUS_NOBODY_CAN_READ        | vc/credentialStatus
            UNKNOWN_MANDATOR              | vc/credentialSubject/mandate/mandator/id vc/credentialSubject/mandate/mandator/organizationIdentifier
            NO_MANDATOR                   | vc/credentialSubject/mandate/mandator
            NO_BINDING_KEY                | sub vc/credentialSubject/mandate/mandatee/id
            BINDING_KEYS_DISAGREE         | cnf
            CNF_NAMES_ANOTHER_KEY         | cnf
            SUBJECT_DISAGREES             | sub
            BODY_SUBJECT_DISAGREES        | vc/credentialSubject/id
            BOUND_TO_A_PRIVATE_KEY        | cnf
            BOUND_TO_A_SECRET             | cnf
            BOUND_TO_SECP256K1            | cnf
            BOUND_TO_ANOTHER_DID_METHOD   | sub vc/credentialSubject/mandate/mandatee/id
            BOUND_TO_A_DID_JWK            | sub vc/credentialSubject/mandate/mandatee/id
            GIANT                         | vc/description
            WIDE                          | vc/wide
            DEEP                          | text
            DUPLICATE_MEMBER              | text
            TRAILING_JSON                 | text
            CONTEXT_WITH_AN_OBJECT        | vc/@context
            CONTEXT_WITH_A_NUMBER         | vc/@context
            NOT_A_JWT                     | everything
            """);

    @ParameterizedTest
    @EnumSource
    void changes_one_thing(CredentialTampering crime) {
        var expected = Objects.requireNonNull(DIFFERENCES.get(crime.name()));
        if (expected.equals("another version of credential")) {
            return;
        }
        assertThat(Gallery.inCredential(HONEST.tampered(crime))).isEqualTo(expected);
    }

    @Test
    void issues_an_employees_credential_to_the_machines_key() throws GeneralSecurityException {
        var credential =
                HONEST.tampered(CredentialTampering.TYPE_OF_AN_EMPLOYEE).credential();
        assertThat(Witness.verifies(credential, SEAL.publicKey())).isTrue();
        assertThat(at(claims(credential), "vc/type"))
                .isEqualTo(List.of("LEARCredentialEmployee", "VerifiableCredential"));
        assertThat(at(claims(credential), "cnf/kid")).isEqualTo(MACHINE.did());
        assertThat(at(claims(credential), "sub")).isEqualTo(MACHINE.did());
    }

    @Test
    void ends_the_mandate_and_nothing_else() throws GeneralSecurityException {
        var credential = HONEST.tampered(CredentialTampering.MANDATE_OVER).credential();
        assertThat(Witness.verifies(credential, SEAL.publicKey())).isTrue();
        var lifeSpan = (Map<?, ?>) at(claims(credential), "vc/credentialSubject/mandate/life_span");
        assertThat(Instant.parse((String) at(lifeSpan, "end_date_time"))).isEqualTo(AT.minus(Duration.ofHours(1)));
        assertThat(Instant.parse((String) at(lifeSpan, "start_date_time"))).isBefore(AT.minus(Duration.ofHours(1)));
        assertThat(Instant.parse((String) at(claims(credential), "vc/validUntil")))
                .isAfter(AT);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNLISTED_ISSUER", "ONLY_JWT_ISSUER_IS_TRUSTED", "ISSUER_STEERS_THE_REGISTRY"})
    void lets_the_same_organization_delegate_where_the_issuer_is_another(CredentialTampering crime) {
        var honest = MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM)
                .issuer(new TestIssuer(SEAL).onBehalfOf("VATES-B12345678"))
                .build();
        var mandate = "vc/credentialSubject/mandate";
        assertThat(at(claims(honest.tampered(crime).credential()), mandate))
                .isEqualTo(at(claims(honest.credential()), mandate));
    }

    @Test
    void revokes_the_id_that_tests_can_list() {
        var claims = claims(HONEST.tampered(CredentialTampering.REVOKED_ID).credential());
        assertThat(at(claims, "vc/id")).isEqualTo(CredentialTampering.REVOKED);
    }

    @Test
    void keys_the_hmac_with_what_everybody_knows() {
        var credential = CompactJws.parse(
                HONEST.tampered(CredentialTampering.HMAC_WITH_PUBLIC_KEY).credential());
        assertThat(credential.header()).containsEntry("alg", "HS256");
        assertThat(credential.signature()).hasSize(32);
    }

    @Test
    void shows_a_private_key_that_is_the_machines() {
        var claims = claims(
                HONEST.tampered(CredentialTampering.BOUND_TO_A_PRIVATE_KEY).credential());
        assertThat(WalletKey.read(Json.write(at(claims, "cnf/jwk"))).did()).isEqualTo(MACHINE.did());
    }

    @Test
    void binds_to_a_did_web_at_the_trap() {
        var claims = claims(
                HONEST.tampered(CredentialTampering.BOUND_TO_ANOTHER_DID_METHOD).credential());
        assertThat(at(claims, "vc/credentialSubject/mandate/mandatee/id")).isEqualTo("did:web:127.0.0.1%3A9");
    }

    private static Map<String, Object> claims(String compact) {
        return CompactJws.parse(compact).claims();
    }
}
