package dev.verifier.wallet;

import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.at;
import static dev.verifier.wallet.Witness.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestIssuerTests {
    private static final Seal SEAL = TestAuthority.create(AT, RANDOM).seal(ORGANIZATION, SealKey.P_256);

    private final TestIssuer issuer = new TestIssuer(SEAL);
    private final WalletKey key = WalletKey.generate(RANDOM);

    @ParameterizedTest
    @EnumSource
    void issues_every_version_in_its_envelope(LearVersion version) throws GeneralSecurityException {
        var compact = issue(version);
        var jwt = CompactJws.parse(compact);
        assertThat(Witness.verifies(compact, SEAL.publicKey())).isTrue();
        assertThat(jwt.header()).containsEntry("x5c", SEAL.x5c()).containsEntry("alg", "ES256");
        assertThat(jwt.claims()).containsKeys("iss", "sub", "iat", "nbf", "exp", "jti");
        assertThat(jwt.claims().containsKey("vc")).isEqualTo(version.wrapped());
        assertThat(jwt.claims())
                .containsEntry("iss", version.wrapped() ? "did:elsi:" + ORGANIZATION : ORGANIZATION)
                .containsEntry("sub", key.did())
                .containsEntry("exp", (int) AT.plus(Duration.ofDays(365)).getEpochSecond());
    }

    @ParameterizedTest
    @EnumSource
    void writes_what_every_credential_has(LearVersion version) {
        var body = body(version);
        assertThat(at(body, "@context")).isEqualTo(List.of("https://www.w3.org/ns/credentials/v2", version.context()));
        assertThat(at(body, "type"))
                .asInstanceOf(LIST)
                .containsExactlyInAnyOrder(version.type(), "VerifiableCredential");
        assertThat(at(body, "issuer/id")).isEqualTo("did:elsi:" + ORGANIZATION);
        assertThat(at(body, "issuer/organizationIdentifier")).isEqualTo(ORGANIZATION);
        assertThat(at(body, "id")).asString().startsWith("urn:uuid:");
        assertThat(Instant.parse((String) at(body, "validFrom"))).isEqualTo(AT);
        assertThat(Instant.parse((String) at(body, "validUntil"))).isEqualTo(AT.plus(Duration.ofDays(365)));
        assertThat(at(body, "credentialSubject/mandate/mandator/organizationIdentifier"))
                .isEqualTo(ORGANIZATION);
        assertThat(at(body, "credentialSubject/mandate/power"))
                .asInstanceOf(LIST)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void issues_what_is_known_again(LearVersion version) {
        assertThat(LearVersion.of(CompactJws.parse(issue(version)))).contains(version);
        var foreign = issuer.draft(LearVersion.M2, Holder.machine(key), AT).withBody("type", List.of("Diploma"));
        assertThat(LearVersion.of(CompactJws.parse(issuer.sign(foreign)))).isEmpty();
    }

    /** The contract's examples (§5.5); an issuer's order is nothing to rely on, so a verifier should have met both. */
    @ParameterizedTest
    @EnumSource
    void names_its_own_type_where_its_issuers_did(LearVersion version) {
        var types = (List<?>) at(body(version), "type");
        assertThat(types.indexOf(version.type())).isEqualTo(version.wrapped() ? 0 : 1);
    }

    /** The contract's table of fields (§5.3), a row per path, a mark per version that has it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            issuanceDate                                        | E1 M1
            expirationDate                                      | E1 M1
            description                                         | E2
            grant_eligibility                                   | E4 M3
            credentialSubject/id                                | E2 E3
            credentialSubject/mandate/id                        | E1 E2 M1
            credentialSubject/mandate/life_span/start_date_time | E1 M1
            credentialSubject/mandate/life_span/end_date_time   | E1 M1
            credentialSubject/mandate/signer/organizationIdentifier | E1 M1
            credentialSubject/mandate/mandatee/id               | E1 E2 E3 M1 M2 M3
            credentialSubject/mandate/mandatee/email            | E1 E2 E3 E4
            credentialSubject/mandate/mandatee/first_name       | E1
            credentialSubject/mandate/mandatee/last_name        | E1
            credentialSubject/mandate/mandatee/mobile_phone     | E1
            credentialSubject/mandate/mandatee/firstName        | E2 E3 E4
            credentialSubject/mandate/mandatee/lastName         | E2 E3 E4
            credentialSubject/mandate/mandatee/nationality      | E2
            credentialSubject/mandate/mandatee/employeeId       | E3 E4
            credentialSubject/mandate/mandatee/serviceName      | M1
            credentialSubject/mandate/mandatee/serviceType      | M1
            credentialSubject/mandate/mandatee/version          | M1
            credentialSubject/mandate/mandatee/contact/email    | M1
            credentialSubject/mandate/mandatee/contact/phone    | M1
            credentialSubject/mandate/mandatee/domain           | M1 M2 M3
            credentialSubject/mandate/mandatee/ipAddress        | M1 M2 M3
            credentialSubject/mandate/mandator/commonName       | E1 E2 E3 E4 M1 M2 M3
            credentialSubject/mandate/mandator/emailAddress     | E1 E2 M1
            credentialSubject/mandate/mandator/email            | E3 E4 M2 M3
            credentialSubject/mandate/mandator/id               | E3 E4 M2 M3
            credentialStatus                                    | none
            """)
    void has_each_field_in_the_versions_that_have_it(String path, String versions) {
        for (var version : LearVersion.values()) {
            assertThat(has(body(version), path))
                    .as("%s in %s", path, version)
                    .isEqualTo(versions.contains(version.name()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writes_powers_in_the_notation_of_the_version(LearVersion version) {
        var power = (Map<?, ?>) ((List<?>) at(body(version), "credentialSubject/mandate/power")).getFirst();
        boolean tmf = version == LearVersion.E1 || version == LearVersion.M1;
        assertThat(power.containsKey("tmf_function")).isEqualTo(tmf);
        assertThat(power.containsKey("function")).isEqualTo(!tmf);
        assertThat(power.containsKey("id")).isEqualTo(tmf || version == LearVersion.E2);
        assertThat(power.get(tmf ? "tmf_action" : "action") instanceof String).isEqualTo(version == LearVersion.M1);
    }

    @ParameterizedTest
    @EnumSource
    void binds_to_the_holders_key(LearVersion version) {
        var cnf = CompactJws.parse(issue(version)).claims().get("cnf");
        switch (version) {
            case E1, E2, M1, M2 -> assertThat(cnf).isNull();
            case E3 -> assertThat(cnf).isEqualTo(Map.of("kid", key.did()));
            case E4, M3 -> assertThat(cnf).isEqualTo(Map.of("jwk", key.publicJwk()));
        }
    }

    @Test
    void gives_nobody_the_credential_of_the_other_kind() {
        assertThatIllegalArgumentException().isThrownBy(() -> issuer.issue(LearVersion.E3, Holder.machine(key), AT));
        assertThatIllegalArgumentException().isThrownBy(() -> issuer.issue(LearVersion.M2, Holder.employee(key), AT));
    }

    @Test
    void issues_to_a_did_as_to_its_key() {
        var byKey = issuer.draft(LearVersion.M3, Holder.machine(key), AT);
        var byDid = issuer.draft(LearVersion.M3, Holder.machine(key.did(), "api.acme.example", "192.0.2.4"), AT);
        assertThat(byDid).isEqualTo(byKey);
    }

    @Test
    void signs_a_draft_as_it_was_edited() {
        var draft = issuer.draft(LearVersion.M2, Holder.machine(key), AT)
                .withBody("issuer/id", "did:elsi:X")
                .withoutHeader("typ");
        var jwt = CompactJws.parse(issuer.sign(draft));
        assertThat(at(jwt.claims(), "vc/issuer/id")).isEqualTo("did:elsi:X");
        assertThat(jwt.header()).doesNotContainKey("typ");
    }

    @Test
    void lets_another_organization_delegate() {
        var draft = issuer.onBehalfOf("VATES-B1").draft(LearVersion.M2, Holder.machine(key), AT);
        assertThat(at(draft.claims(), "vc/credentialSubject/mandate/mandator/organizationIdentifier"))
                .isEqualTo("VATES-B1");
        assertThat(at(draft.claims(), "vc/issuer/organizationIdentifier")).isEqualTo(ORGANIZATION);
    }

    private String issue(LearVersion version) {
        return issuer.issue(version, version.machine() ? Holder.machine(key) : Holder.employee(key), AT);
    }

    private Map<?, ?> body(LearVersion version) {
        var claims = CompactJws.parse(issue(version)).claims();
        return version.wrapped() ? (Map<?, ?>) at(claims, "vc") : claims;
    }
}
