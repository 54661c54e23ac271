package dev.verifier.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import dev.verifier.server.configuration.VerifierProperties.Tokens.Subject;
import dev.verifier.server.profile.CredentialProfile;
import dev.verifier.server.profile.CredentialProfiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import tools.jackson.databind.json.JsonMapper;

/** What a client is told of a credential, whatever its format: what was disclosed, was asked for, and is passed on. */
class PersonClaimsTests {

    private static final CredentialProfiles PROFILES = CredentialProfiles.with(Map.of(
            "eu", Map.of("europa", Map.of("ec", Map.of("eudi", Map.of("pid", Map.of("1", Map.of("enabled", true))))))));
    private static final CredentialProfile EMPLOYEE =
            PROFILES.named("learcredential.employee").orElseThrow();
    private static final CredentialProfile PID =
            PROFILES.named("eu.europa.ec.eudi.pid.1").orElseThrow();

    private static final Map<String, @Nullable Object> MANDATE = Map.of(
            "mandator", Map.of("organizationIdentifier", "VATES-A12345678", "organization", "Acme"),
            "mandatee", Map.of("firstName", "Ann", "lastName", "Lee", "email", "ann@acme.example", "nationality", "ES"),
            "power", List.of(Map.of("function", "Onboarding", "action", List.of("Execute"))));

    private static final PresentedSubject W3C = presented(
            CredentialFormat.JWT_VC_JSON,
            "LEARCredentialEmployee",
            Map.of(
                    "type",
                    List.of("VerifiableCredential", "LEARCredentialEmployee"),
                    "credentialSubject",
                    Map.of("mandate", MANDATE)));
    private static final PresentedSubject SD_JWT = presented(
            CredentialFormat.DC_SD_JWT,
            "eu.europa.ec.eudi.lce.1",
            Map.of("vct", "eu.europa.ec.eudi.lce.1", "iss", "VATES-A12345678", "mandate", MANDATE, "shoe_size", 43));
    private static final PresentedSubject PID_SD_JWT = presented(
            CredentialFormat.DC_SD_JWT,
            "urn:eudi:pid:1",
            Map.of(
                    "vct",
                    "urn:eudi:pid:1",
                    "family_name",
                    "Lee",
                    "given_name",
                    "Ann",
                    "birthdate",
                    "1990-01-01",
                    "personal_administrative_number",
                    "12345678Z"));
    private static final PresentedSubject PID_MDOC = presented(
            CredentialFormat.MSO_MDOC,
            "eu.europa.ec.eudi.pid.1",
            Map.of(
                    "eu.europa.ec.eudi.pid.1",
                    Map.of("family_name", "Lee", "given_name", "Ann", "birth_date", "1990-01-01", "portrait", "…")));

    private static PresentedSubject presented(
            CredentialFormat format, String type, Map<String, @Nullable Object> document, PresentedSubject... others) {
        return new PresentedSubject(
                "did:key:zAnn",
                List.of(type),
                document,
                Instant.MAX,
                new Evidence("did:key:zAnn", "VATES-A12345678", List.of(type), "anchor", "1", null),
                new PresentedSubject.Basis(Set.of(), null, "thumbprint", Instant.MAX, null, null),
                format,
                List.of(others),
                Set.of());
    }

    private static Map<String, Object> told(PresentedSubject subject, CredentialProfile profile, String... scopes) {
        return new PersonClaims(subject, List.of(profile), Set.of(scopes)).claims(true);
    }

    @Test
    void an_employee_is_told_of_alike_whatever_the_format_of_the_credential() {
        for (var subject : List.of(W3C, SD_JWT)) {
            var claims = told(subject, EMPLOYEE, "openid", "learcredential");
            assertThat(claims)
                    .containsEntry("name", "Ann Lee")
                    .containsEntry("given_name", "Ann")
                    .containsEntry("family_name", "Lee")
                    .containsEntry("email", "ann@acme.example")
                    .containsEntry("email_verified", true);
            var whole = new PersonClaims(subject, List.of(EMPLOYEE), Set.of("learcredential"))
                    .whole()
                    .orElseThrow();
            assertThat(whole.mandate().powers()).containsExactly("Onboarding: Execute");
            assertThat(String.valueOf(whole.vc().get("credentialSubject"))).contains("VATES-A12345678");
        }
    }

    /** A wallet may disclose more than it is asked for. */
    @Test
    void what_nobody_asked_for_is_not_passed_on() {
        var text = String.valueOf(told(SD_JWT, EMPLOYEE, "learcredential").get("vc_json"));

        assertThat(text).contains("ann@acme.example").doesNotContain("shoe_size", "nationality", "\"iss\"");
        assertThat(told(PID_SD_JWT, PID, "eu.europa.ec.eudi.pid.1").toString()).doesNotContain("12345678Z");
        assertThat(told(PID_MDOC, PID, "eu.europa.ec.eudi.pid.1").toString()).doesNotContain("portrait", "…");
    }

    @Test
    void identification_data_is_told_by_one_name_from_both_formats() {
        for (var subject : List.of(PID_SD_JWT, PID_MDOC)) {
            assertThat(told(subject, PID, "openid", "eu.europa.ec.eudi.pid.1"))
                    .containsEntry("name", "Ann Lee")
                    .containsEntry("birthdate", "1990-01-01")
                    .doesNotContainKeys("vc_json", "email_verified");
        }
    }

    @Test
    void without_a_scope_that_asks_for_it_nothing_is_told() {
        assertThat(told(PID_SD_JWT, PID, "openid")).containsOnlyKeys("credential_type");
        assertThat(told(W3C, EMPLOYEE, "openid")).containsOnlyKeys("credential_type");
        assertThat(told(PID_SD_JWT, PID, "openid", "profile"))
                .containsOnlyKeys("credential_type", "name", "given_name", "family_name", "birthdate");
        assertThat(told(W3C, EMPLOYEE, "openid", "email")).containsOnlyKeys("credential_type", "email");
    }

    /** A session may know more of a person than a client asks for. */
    @Test
    void of_several_credentials_those_that_are_asked_for_are_told_of() {
        var both = presented(CredentialFormat.JWT_VC_JSON, "LEARCredentialEmployee", W3C.credential(), PID_SD_JWT);

        assertThat(told(both, PID, "eu.europa.ec.eudi.pid.1"))
                .containsEntry("credential_type", "urn:eudi:pid:1")
                .containsEntry("birthdate", "1990-01-01")
                .doesNotContainKeys("email", "vc_json");
        assertThat(both.answers(CredentialProfiles.query(List.of(EMPLOYEE, PID))))
                .isTrue();
        assertThat(W3C.answers(CredentialProfiles.query(List.of(EMPLOYEE, PID))))
                .isFalse();
        assertThat(both.believed()).hasSize(2);
    }

    /** Whose certificate it was is not kept with a session, so that it cannot be told whether it would do. */
    @Test
    void a_query_for_some_authorities_is_answered_by_a_wallet_and_never_by_a_session() {
        var dcql = "{\"credentials\":[{\"id\":\"b\",\"format\":\"jwt_vc_json\",\"meta\":{\"type_values\":"
                + "[[\"LEARCredentialEmployee\"]]}%s}]}";
        var narrow = ",\"trusted_authorities\":[{\"type\":\"aki\",\"values\":[\"AAAA\"]}]";
        var open = CredentialProfiles.with(Map.of("badge", Map.of("dcql", dcql.formatted(""))));
        var closed = CredentialProfiles.with(Map.of("badge", Map.of("dcql", dcql.formatted(narrow))));

        assertThat(W3C.answers(open.named("badge").orElseThrow().query())).isTrue();
        assertThat(W3C.answers(closed.named("badge").orElseThrow().query())).isFalse();
    }

    /** Of each credential that is told which was asked of it, also where another one of the same format is asked for more. */
    @Test
    void what_one_credential_was_asked_for_the_other_does_not_say() {
        var badge = CredentialProfiles.with(Map.of(
                        "badge",
                        Map.of(
                                "claims",
                                Map.of("role", List.of("role"), "nickname", List.of("nickname")),
                                "dcql",
                                """
                {"credentials": [
                  {"id": "a", "format": "dc+sd-jwt", "meta": {"vct_values": ["A"]}, "claims": [{"path": ["nickname"]}]},
                  {"id": "b", "format": "dc+sd-jwt", "meta": {"vct_values": ["B"]}, "claims": [{"path": ["role"]}]}]}""")))
                .named("badge")
                .orElseThrow();
        var asked = presented(CredentialFormat.DC_SD_JWT, "B", Map.of("vct", "B", "role", "user"));
        var both = presented(
                CredentialFormat.DC_SD_JWT, "A", Map.of("vct", "A", "nickname", "ann", "role", "admin"), asked);
        var alone = presented(CredentialFormat.DC_SD_JWT, "A", Map.of("vct", "A", "nickname", "ann", "role", "admin"));

        assertThat(told(both, badge, "badge")).containsEntry("nickname", "ann").containsEntry("role", "user");
        assertThat(told(alone, badge, "badge")).containsEntry("nickname", "ann").doesNotContainKey("role");
    }

    /** OpenID4VP 1.0 §6.4.1: who can show the first set was not asked for the second. */
    @Test
    void of_several_claim_sets_the_first_that_was_answered_is_told() {
        var badge = CredentialProfiles.with(Map.of(
                        "badge",
                        Map.of(
                                "claims",
                                Map.of("adult", List.of("adult"), "birthdate", List.of("birthdate")),
                                "dcql",
                                """
                {"credentials": [{"id": "a", "format": "dc+sd-jwt", "meta": {"vct_values": ["A"]},
                  "claims": [{"id": "1", "path": ["adult"]}, {"id": "2", "path": ["birthdate"]}],
                  "claim_sets": [["1"], ["2"]]}]}""")))
                .named("badge")
                .orElseThrow();
        var born = Map.<String, @Nullable Object>of("vct", "A", "birthdate", "1990-01-01");
        var more = Map.<String, @Nullable Object>of("vct", "A", "birthdate", "1990-01-01", "adult", true);

        assertThat(told(presented(CredentialFormat.DC_SD_JWT, "A", born), badge, "badge"))
                .containsEntry("birthdate", "1990-01-01");
        assertThat(told(presented(CredentialFormat.DC_SD_JWT, "A", more), badge, "badge"))
                .containsEntry("adult", true)
                .doesNotContainKey("birthdate");
    }

    @Test
    void the_person_sees_what_is_told_and_nothing_else() {
        assertThat(new PersonClaims(PID_MDOC, List.of(PID), Set.of("eu.europa.ec.eudi.pid.1")).shown())
                .containsOnlyKeys("name", "birthdate");
        assertThat(new PersonClaims(SD_JWT, List.of(EMPLOYEE), Set.of("learcredential")).shown())
                .containsOnlyKeys("name", "email", "organisation", "powers");
        assertThat(new PersonClaims(W3C, List.of(EMPLOYEE), Set.of("openid")).shown())
                .isEmpty();
    }

    /** Before this version there were neither formats nor several credentials. */
    @Test
    void what_an_earlier_version_wrote_down_is_still_read() {
        var json = new JsonMapper();
        var written = json.readTree(json.writeValueAsString(W3C)).asObject();
        written.remove(List.of("format", "others"));

        assertThat(json.readValue(written.toString(), PresentedSubject.class)).isEqualTo(W3C);
        assertThat(json.readValue(json.writeValueAsString(PID_MDOC), PresentedSubject.class))
                .isEqualTo(PID_MDOC);
    }

    /** Or somebody who has one credential of a lax issuer would be whom it says wherever they come to. */
    @Test
    void a_person_is_named_by_what_the_client_may_ask_for_and_by_nothing_else_they_have_shown() {
        var liar = presented(
                CredentialFormat.DC_SD_JWT,
                "urn:eudi:pid:1",
                Map.of("birthdate", "1990-01-01", "family_name", "Lee", "given_name", "Ann"));
        var both = presented(CredentialFormat.JWT_VC_JSON, "LEARCredentialEmployee", W3C.credential(), liar);
        var names = new SubjectNames(Subject.valueOf("birthdate"), PROFILES, () -> "secret");

        assertThat(names.of(both, SubjectNamesTests.client("one", List.of(PID.name()))))
                .isEqualTo("1990-01-01");
        assertThat(names.of(both, SubjectNamesTests.client("two", List.of(EMPLOYEE.name()))))
                .isEqualTo("did:key:zAnn");
        assertThat(names.of(both, SubjectNamesTests.client("three", List.of(EMPLOYEE.name(), PID.name()))))
                .isEqualTo("did:key:zAnn");
    }

    @Test
    void a_claim_that_looks_like_a_holder_is_no_name() {
        var imitation = presented(
                CredentialFormat.DC_SD_JWT,
                "urn:eudi:pid:1",
                Map.of("birthdate", "did:key:zBob", "family_name", "Lee", "given_name", "Ann"));
        var names = new SubjectNames(Subject.valueOf("birthdate"), PROFILES, () -> "secret");

        assertThat(names.of(imitation, SubjectNamesTests.client("one", List.of(PID.name()))))
                .isEqualTo("did:key:zAnn");
    }

    /** Where its accreditation was looked at, and nowhere else. */
    @Test
    void a_mandate_is_read_where_its_issuer_was_held_to_it() {
        Map<String, @Nullable Object> hidden = Map.of("credentialSubject", Map.of("mandate", MANDATE));

        assertThat(PresentedMandate.of(CredentialFormat.JWT_VC_JSON, hidden).powers())
                .containsExactly("Onboarding: Execute");
        assertThat(PresentedMandate.of(CredentialFormat.DC_SD_JWT, hidden).powers())
                .isEmpty();
        assertThat(PresentedMandate.of(CredentialFormat.DC_SD_JWT, Map.of("mandate", MANDATE))
                        .powers())
                .containsExactly("Onboarding: Execute");
        assertThat(PresentedMandate.of(CredentialFormat.MSO_MDOC, Map.of("mandate", MANDATE))
                        .powers())
                .isEmpty();
    }

    @Test
    void a_claim_that_a_profile_passes_on_may_be_the_name_of_a_person() {
        var client = SubjectNamesTests.client("one", List.of(PID.name()), "https://app.example/a");
        var names = new SubjectNames(Subject.valueOf("birthdate"), PROFILES, () -> "secret");

        assertThat(names.of(PID_SD_JWT, client)).isEqualTo("1990-01-01");
        assertThat(names.of(PID_MDOC, client)).isEqualTo("1990-01-01");
        assertThat(names.of(W3C, client)).isEqualTo("did:key:zAnn");
        var ofEmployees = SubjectNamesTests.client("two", "https://app.example/a");
        assertThat(new SubjectNames(Subject.valueOf("EMAIL"), PROFILES, () -> "secret").of(SD_JWT, ofEmployees))
                .isEqualTo("ann@acme.example");
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new SubjectNames(Subject.valueOf("shoe_size"), PROFILES, () -> "secret"));
    }
}
