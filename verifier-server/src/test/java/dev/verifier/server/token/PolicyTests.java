package dev.verifier.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import dev.verifier.server.client.ClientsOnPaper;
import dev.verifier.server.profile.CredentialProfiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client requires, of somebody with several credentials: what lets them in, and what is told beside it (docs/adr/0026). */
class PolicyTests {

    private static final CredentialProfiles PROFILES = CredentialProfiles.with(Map.of("badge", Map.of("dcql", """
            {"credentials": [{"id": "badge", "format": "dc+sd-jwt", "multiple": true, "meta": {"vct_values": ["badge"]}}]}""")));
    private static final Set<String> BOTH = Set.of("openid", "openid_learcredential", "badge");
    private static final Set<String> ONLY_BADGE = Set.of("openid", "badge");
    private static final String EMPLOYEE = "learcredential.employee.sd.1";

    private static PresentedSubject mandate(String issuer, String function) {
        return presented(
                issuer,
                EMPLOYEE,
                Map.of(
                        "vct",
                        EMPLOYEE,
                        "mandate",
                        Map.of(
                                "mandator",
                                Map.of("organizationIdentifier", issuer),
                                "mandatee",
                                Map.of("email", "ann@acme.example"),
                                "power",
                                List.of(Map.of("function", function, "action", "Execute")))));
    }

    private static PresentedSubject badge(String issuer) {
        return presented(issuer, "badge", Map.of("vct", "badge"));
    }

    private static PresentedSubject presented(String issuer, String type, Map<String, @Nullable Object> document) {
        return new PresentedSubject(
                "did:key:zAnn",
                List.of(type),
                document,
                Instant.MAX,
                new Evidence("did:key:zAnn", issuer, List.of(type), "anchor", "1", null),
                new PresentedSubject.Basis(Set.of(), null, "thumbprint", Instant.MAX, null, null),
                CredentialFormat.DC_SD_JWT,
                List.of(),
                Set.of());
    }

    private static Policy.Admission admit(String requirements, Set<String> scopes, PresentedSubject... shown) {
        var clients = ClientsOnPaper.of("""
                clients:
                  - clientId: "app"
                    redirectUris: ["https://app.example/callback"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                    scopes: ["openid", "openid_learcredential", "badge"]
                    requirements: %s
                """.formatted(requirements), PROFILES);
        return new Policy(clients, PROFILES).admit(PresentedSubject.together(List.of(shown)), "app", scopes);
    }

    /** Whose credentials count, in their order, or why the person is not let in. */
    private static String outcome(Policy.Admission admission) {
        return switch (admission) {
            case Policy.Admission.Admitted(var person) ->
                person.all().stream()
                        .map(each ->
                                each.evidence().issuer() + " " + each.types().getFirst())
                        .collect(Collectors.joining(", "));
            case Policy.Admission.Missed(var why) -> why.code();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {issuers: ["VATES-GOOD"]}            | VATES-GOOD | VATES-GOOD learcredential.employee.sd.1, VATES-GOOD badge
            {issuers: ["VATES-GOOD"]}            | VATES-EVIL | required_issuer_missing
            {types: ["badge"]}                   | VATES-EVIL | required_type_missing
            {powers: [{function: "Onboarding"}]} | VATES-EVIL | VATES-EVIL learcredential.employee.sd.1, VATES-GOOD badge
            """)
    void what_lets_one_credential_in_is_asked_of_what_is_told_beside_it(
            String requirements, String issuer, String expected) {
        var admitted = admit(requirements, BOTH, mandate(issuer, "Onboarding"), badge("VATES-GOOD"));

        assertThat(outcome(admitted)).isEqualTo(expected);
    }

    @Test
    void no_power_is_told_that_nobody_looked_at() {
        var required = "{anyPower: [{function: \"Onboarding\"}]}";
        var other = presented(
                "VATES-GOOD", "badge", mandate("VATES-GOOD", "Certification").credential());
        var same = presented(
                "VATES-GOOD", "badge", mandate("VATES-GOOD", "Onboarding").credential());

        assertThat(outcome(admit(required, BOTH, mandate("VATES-GOOD", "Onboarding"), other)))
                .isEqualTo("required_power_missing");
        assertThat(outcome(admit(required, BOTH, mandate("VATES-GOOD", "Onboarding"), same)))
                .isEqualTo("VATES-GOOD learcredential.employee.sd.1, VATES-GOOD badge");
    }

    @Test
    void of_several_answers_to_one_query_those_that_may_be_told_count() {
        var required = "{issuers: [\"VATES-GOOD\"], powers: [{function: \"Onboarding\"}]}";

        assertThat(outcome(admit(
                        required, BOTH, mandate("VATES-GOOD", "Onboarding"), badge("VATES-EVIL"), badge("VATES-GOOD"))))
                .isEqualTo("VATES-GOOD learcredential.employee.sd.1, VATES-GOOD badge");
        assertThat(outcome(admit(required, BOTH, mandate("VATES-GOOD", "Onboarding"), badge("VATES-EVIL"))))
                .isEqualTo("required_issuer_missing");
    }

    /** Its {@code sub} may be a claim of whatever it may ask for. */
    @Test
    void what_a_session_knows_beyond_what_is_asked_for_is_not_known_at_a_client_that_requires_something() {
        var shown = List.of(mandate("VATES-EVIL", "Onboarding"), badge("VATES-GOOD"))
                .toArray(PresentedSubject[]::new);

        assertThat(outcome(admit("{issuers: [\"VATES-GOOD\"]}", ONLY_BADGE, shown)))
                .isEqualTo("VATES-GOOD badge");
        assertThat(outcome(admit("{}", ONLY_BADGE, shown)))
                .isEqualTo("VATES-EVIL learcredential.employee.sd.1, VATES-GOOD badge");
    }
}
