package dev.verifier.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import dev.verifier.server.client.CredentialRules;
import dev.verifier.server.client.RequestRules;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.configuration.VerifierProperties.Tokens.Subject;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.profile.Requirements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Under which names clients know a person. */
class SubjectNamesTests {

    private static final PresentedSubject PERSON = new PresentedSubject(
            "did:key:zPerson",
            List.of("LEARCredentialEmployee"),
            Map.of(),
            Instant.EPOCH,
            new Evidence("did:key:zPerson", "issuer", List.of(), "anchor", "1", null),
            new PresentedSubject.Basis(Set.of(), null, "thumbprint", Instant.MAX, null, null),
            null,
            null,
            null);

    private final SubjectNames pairwise =
            new SubjectNames(Subject.PAIRWISE, CredentialProfiles.readyMade(), () -> "secret");

    static TrustedClient client(String id, String... redirectUris) {
        return client(id, List.of(), redirectUris);
    }

    static TrustedClient client(String id, List<String> profiles, String... redirectUris) {
        return new TrustedClient(
                id,
                id,
                null,
                Set.of(redirectUris),
                Set.of(),
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                true,
                List.of(),
                null,
                null,
                null,
                false,
                List.of(),
                false,
                null,
                new RequestRules(false, false, Set.of()),
                TrustedClient.SignIn.AS_EVERYWHERE,
                new CredentialRules(profiles, Requirements.NONE, null, Set.of()));
    }

    @Test
    void clients_of_one_host_know_a_person_under_one_pairwise_name_and_others_under_another() {
        var name = pairwise.of(PERSON, client("one", "https://app.example/a", "https://app.example/b"));

        assertThat(pairwise.of(PERSON, client("two", "https://app.example/c"))).isEqualTo(name);
        assertThat(pairwise.of(PERSON, client("three", "https://other.example/a")))
                .isNotEqualTo(name);
    }

    @Test
    void apps_have_no_host_and_nothing_in_common() {
        assertThat(pairwise.of(PERSON, client("one", "com.example.one:/callback")))
                .isNotEqualTo(pairwise.of(PERSON, client("two", "com.example.two:/callback")));
    }

    /** What a client asked for in its own words need not be all that its profile asks for. */
    @Test
    void who_was_asked_for_less_has_the_same_name() {
        var names = new SubjectNames(Subject.EMAIL, CredentialProfiles.readyMade(), () -> "secret");
        var mandatee = Map.of("email", "ann@acme.example");
        var mandator = Map.of("organizationIdentifier", "VATES-A12345678");
        var asked = Map.of("mandatee", mandatee, "mandator", mandator, "power", List.of());
        var client = client("one", "https://app.example/a");

        assertThat(names.of(employee(asked), client)).isEqualTo("ann@acme.example");
        assertThat(names.of(employee(Map.of("mandatee", mandatee)), client)).isEqualTo("ann@acme.example");
        assertThat(names.of(employee(Map.of("mandator", mandator)), client))
                .as("where it was not shown")
                .isEqualTo(PERSON.holder());
    }

    /** Two profiles want the same kind of credential, one of them from some authorities only: it is answered by what was seen to be theirs. */
    @Test
    void nobody_is_named_by_a_claim_of_what_is_not_from_whom_it_was_asked_for() {
        var dcql = "{\"credentials\":[{\"id\":\"%s\",\"format\":\"dc+sd-jwt\",\"meta\":{\"vct_values\":[\"T\"]}%s}]}";
        var theirs =
                ",\"claims\":[{\"path\":[\"number\"]}],\"trusted_authorities\":[{\"type\":\"aki\",\"values\":[\"AAAA\"]}]";
        var profiles = CredentialProfiles.with(Map.of(
                "narrow", Map.of("claims", Map.of("number", List.of("number")), "dcql", dcql.formatted("n", theirs)),
                "open", Map.of("dcql", dcql.formatted("o", ""))));
        var names = new SubjectNames(new Subject("number"), profiles, () -> "secret");
        var client = client("one", List.of("narrow", "open"), "https://app.example/a");
        var narrow =
                profiles.named("narrow").orElseThrow().query().credentials().getFirst();

        assertThat(names.of(numbered(Set.of(narrow.authorityNames())), client)).isEqualTo("7");
        assertThat(names.of(numbered(Set.of()), client)).isEqualTo(PERSON.holder());
    }

    private static PresentedSubject numbered(Set<String> from) {
        return new PresentedSubject(
                PERSON.holder(),
                List.of("T"),
                Map.of("vct", "T", "number", "7"),
                PERSON.validUntil(),
                PERSON.evidence(),
                PERSON.basis(),
                CredentialFormat.DC_SD_JWT,
                List.of(),
                from);
    }

    private static PresentedSubject employee(Map<String, ?> mandate) {
        return new PresentedSubject(
                PERSON.holder(),
                List.of("learcredential.employee.sd.1"),
                Map.of("vct", "learcredential.employee.sd.1", "mandate", mandate),
                PERSON.validUntil(),
                PERSON.evidence(),
                PERSON.basis(),
                CredentialFormat.DC_SD_JWT,
                List.of(),
                Set.of());
    }
}
