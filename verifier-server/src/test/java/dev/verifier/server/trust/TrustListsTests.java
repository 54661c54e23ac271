package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.ListReading;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.AllowedValues;
import dev.verifier.trust.TrustedIssuersList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of the trust framework as operators write them: right, odd, and misspelt. */
class TrustListsTests {

    private static final IssuerId ACME = new IssuerId("VATES-A12345678");

    @ParameterizedTest
    @ValueSource(strings = {"did:elsi:", "did:elsi: ", " ", "did:elsi:did:elsi:VATES-B"})
    void a_name_that_names_nobody_is_told_and_stops_no_other(String name) {
        var issuers = issuers("trustedIssuers:\n  '" + name
                + "': [{credentialsType: X}]\n  VATES-A12345678: [{credentialsType: X}]\n");
        var participants = participants("participants: ['" + name + "', 'did:elsi:VATES-A12345678']\n");

        assertThat(value(issuers).issuers()).containsOnlyKeys(ACME);
        assertThat(value(participants)).containsExactly(ACME);
        assertThat(List.of(issuers.findings(), participants.findings()))
                .allSatisfy(findings ->
                        assertThat(findings).extracting(Finding::severity).containsExactly(Finding.Severity.ERROR));
    }

    @Test
    void a_participant_that_is_no_text_is_told_and_stops_no_other() {
        var reading = participants("participants: [{organizationIdentifier: VATES-B}, VATES-A12345678]\n");

        assertThat(value(reading)).containsExactly(ACME);
        assertThat(reading.findings()).extracting(Finding::field).containsExactly("participants");
    }

    @Test
    void an_issuer_is_one_with_and_without_its_label() {
        var reading = issuers("""
                trustedIssuers:
                  VATES-A12345678: [{credentialsType: X}]
                  did:elsi:VATES-A12345678: [{credentialsType: Y}]
                """);

        assertThat(reading.findings()).isEmpty();
        assertThat(value(reading).accreditations(ACME))
                .extracting(Accreditation::type)
                .hasToString("[X, Y]");
    }

    @Test
    void an_accreditation_has_a_type_and_may_have_an_end_and_restrictions() {
        var reading = accredited("""
                credentialsType: X
                validFrom: 2020-01-01T00:00:00Z
                validUntil: "2030-01-01T00:00:00+01:00"
                claims: [{name: power.domain, allowedValues: [DOME]}]
                """);

        assertThat(reading.findings()).isEmpty();
        assertThat(value(reading).accreditations(ACME))
                .containsExactly(new Accreditation(
                        new CredentialType("X"),
                        new ValidityWindow(
                                Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2029-12-31T23:00:00Z")),
                        List.of(new AllowedValues("power.domain", Set.of("DOME")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "validTo|validTo: 2020-01-01T00:00:00Z",
                "validFor|validFor: {from: 2010-01-01T00:00:00Z, to: 2020-01-01T00:00:00Z}",
                "valid_until|valid_until: 2020-01-01T00:00:00Z",
                "ValidUntil|ValidUntil: 2020-01-01T00:00:00Z",
                "Claims|Claims: [{name: power.domain, allowedValues: [DOME]}]",
                "values|claims: [{name: power.domain, allowedValues: [DOME], values: [DOME]}]",
                "validUntil|validUntil: yesterday",
                "validUntil|validUntil: [2020-01-01T00:00:00Z]",
                "validUntil|validUntil: 2020-01-01T00:00:00Z\\nvalidUntil: 2040-01-01T00:00:00Z",
                "claims|claims: none",
            })
    void an_accreditation_that_may_be_restricted_by_what_is_not_understood_does_not_count_and_its_issuer_stays(
            String field, String odd) {
        var reading = accredited("credentialsType: X\n" + odd.replace("\\n", "\n"));

        assertThat(value(reading).issuers()).containsOnlyKeys(ACME, new IssuerId("VATES-B"));
        assertThat(value(reading).accreditations(ACME)).isEmpty();
        assertThat(value(reading).accreditations(new IssuerId("VATES-B"))).hasSize(1);
        assertThat(reading.findings())
                .extracting(Finding::field, Finding::severity)
                .containsExactly(tuple(field, Finding.Severity.ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trustedIssuers: {VATES-A: [{credentialsType: X}]}\ntrustedIssuers: {VATES-B: [{credentialsType: X}]}",
                "trustedIssuers: [VATES-A]",
                "issuers: {}",
                ""
            })
    void a_list_that_is_there_twice_or_not_at_all_is_refused_as_a_whole(String yaml) {
        assertThat(issuers(yaml).value()).isNull();
        assertThat(participants("participants: [VATES-A]\nparticipants: [VATES-B]")
                        .value())
                .isNull();
        assertThat(value(issuers("trustedIssuers: {}")).issuers()).isEmpty();
    }

    @Test
    void an_issuer_that_is_there_twice_is_accredited_for_nothing() {
        var reading = issuers("""
                trustedIssuers:
                  VATES-A12345678: [{credentialsType: X}]
                  VATES-A12345678: [{credentialsType: Y}]
                  VATES-B: [{credentialsType: X}]
                """);

        assertThat(value(reading).issuers()).containsEntry(ACME, List.of()).hasSize(2);
        assertThat(reading.findings()).extracting(Finding::line).containsExactly(3);
    }

    @Test
    void the_lists_that_operators_are_shown_are_read_without_a_finding() throws IOException {
        var page = Files.readString(Path.of("../docs/trust.md"));

        var issuers = issuers(shown(page, "trustedIssuers:"));
        assertThat(value(issuers).accreditations(ACME)).hasSize(2);
        assertThat(issuers.findings()).isEmpty();
        var participants = participants(shown(page, "participants:"));
        assertThat(value(participants)).containsExactly(ACME);
        assertThat(participants.findings()).isEmpty();
        var revoked = TrustLists.revoked(shown(page, "revoked_credentials:").getBytes(StandardCharsets.UTF_8));
        assertThat(revoked.size()).isEqualTo(1);
        assertThat(revoked.findings()).isEmpty();
    }

    /** The block that begins with this line. */
    private static String shown(String page, String begin) {
        var from = page.indexOf("```yaml\n" + begin);
        assertThat(from).as(begin).isNotNegative();
        return page.substring(from + "```yaml\n".length(), page.indexOf("```", from + 3));
    }

    /** A list with this accreditation of ACME's, and another issuer's that is right. */
    private static ListReading<TrustedIssuersList> accredited(String accreditation) {
        return issuers("trustedIssuers:\n  VATES-A12345678:\n    -\n" + accreditation.indent(6)
                + "  VATES-B: [{credentialsType: X}]\n");
    }

    private static ListReading<TrustedIssuersList> issuers(String yaml) {
        return TrustLists.issuers(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static ListReading<Set<IssuerId>> participants(String yaml) {
        return TrustLists.participants(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T value(ListReading<T> reading) {
        return Objects.requireNonNull(reading.value(), reading.findings()::toString);
    }
}
