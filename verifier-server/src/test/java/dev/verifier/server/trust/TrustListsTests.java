package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.IssuerId;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.ListReading;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.TrustedIssuersList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
