package dev.verifier.trust;

import static dev.verifier.trust.Sealed.ACME;
import static dev.verifier.trust.Sealed.AT;
import static dev.verifier.trust.Sealed.LEAR;
import static dev.verifier.trust.Sealed.PID;
import static dev.verifier.trust.Sealed.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may issue what, when and with which values, and who may give a mandate. */
class IssuerTrustTests {

    private static final IssuerId NOBODY = new IssuerId("VATES-Z00000000");
    private static final ValidityWindow DAY = new ValidityWindow(AT, AT.plusSeconds(86_400));

    private static final Accreditation LEARS = new Accreditation(LEAR, DAY, List.of());
    private static final TrustedIssuers LISTED =
            new TrustedIssuersList(Map.of(ACME, List.of(LEARS), NOBODY, List.of()));

    @Test
    void an_issuer_may_issue_what_it_is_accredited_for() {
        assertThat(required(LISTED, ACME, LEAR.name(), Map.of(), AT)).isEqualTo(List.of(LEARS));
        assertThat(required(LISTED, ACME, PID.name(), Map.of(), AT)).isEqualTo("issuer_not_accredited");
        assertThat(required(LISTED, NOBODY, LEAR.name(), Map.of(), AT)).isEqualTo("issuer_not_trusted");
        assertThat(required(LISTED, new IssuerId("VATES-B1"), LEAR.name(), Map.of(), AT))
                .isEqualTo("issuer_not_trusted");
    }

    @Test
    void from_the_first_instant_on_and_no_longer_at_the_last() {
        assertThat(required(LISTED, ACME, LEAR.name(), Map.of(), AT.minusMillis(1)))
                .isEqualTo("issuer_not_accredited");
        assertThat(required(LISTED, ACME, LEAR.name(), Map.of(), DAY.until().minusMillis(1)))
                .isEqualTo(List.of(LEARS));
        assertThat(required(LISTED, ACME, LEAR.name(), Map.of(), DAY.until())).isEqualTo("issuer_not_accredited");
    }

    @Test
    void with_values_that_are_all_allowed_by_one_accreditation() {
        var country = new AllowedValues("country", Set.of("ES"));
        var color = new AllowedValues("color", Set.of("red"));
        var both = new Accreditation(LEAR, DAY, List.of(country, color));
        var blue = new Accreditation(LEAR, DAY, List.of(new AllowedValues("color", Set.of("blue"))));
        var listed = new TrustedIssuersList(Map.of(ACME, List.of(both, blue)));

        assertThat(required(listed, ACME, LEAR.name(), Map.of("country", "ES", "color", "red"), AT))
                .isEqualTo(List.of(both));
        assertThat(required(listed, ACME, LEAR.name(), Map.of("country", "ES", "color", "blue"), AT))
                .isEqualTo(List.of(blue));
        assertThat(required(listed, ACME, LEAR.name(), Map.of("country", "FR", "color", "red"), AT))
                .isEqualTo("issuer_not_accredited");
        assertThat(required(listed, ACME, LEAR.name(), Map.of(), AT)).isEqualTo("issuer_not_accredited");
    }

    private static Object required(
            TrustedIssuers issuers, IssuerId issuer, String type, Map<String, String> subject, Instant at) {
        var types = List.of(new CredentialType(type));
        return answer(() -> new IssuerTrust(issuers).require(issuer, types, Map.copyOf(subject), at));
    }

    @Test
    void a_mandate_is_given_by_whomever_an_issuer_names_or_by_those_on_a_list() {
        var listed = Participants.among(Set.of(ACME));

        assertThat(given(Participants.whomeverAnIssuerNames(), NOBODY, AT)).isEqualTo(NOBODY);
        assertThat(given(listed, ACME, AT)).isEqualTo(ACME);
        assertThat(given(listed, NOBODY, AT)).isEqualTo("mandator_not_trusted");
        assertThat(given(Participants.away(), ACME, AT)).isEqualTo("trust_unavailable");
    }

    @Test
    void or_by_those_that_may_issue_anything_at_that_instant() {
        var later = new Accreditation(PID, new ValidityWindow(DAY.until(), Instant.MAX), List.of());
        var issuers = Participants.among(new TrustedIssuersList(Map.of(ACME, List.of(later, LEARS))));
        var early = Participants.among(new TrustedIssuersList(Map.of(ACME, List.of(later))));

        assertThat(given(issuers, ACME, AT)).isEqualTo(ACME);
        assertThat(given(issuers, ACME, AT.minusMillis(1))).isEqualTo("mandator_not_trusted");
        assertThat(given(issuers, NOBODY, AT)).isEqualTo("mandator_not_trusted");
        assertThat(given(early, ACME, AT)).isEqualTo("mandator_not_trusted");
        assertThat(given(early, ACME, DAY.until())).isEqualTo(ACME);
    }

    private static Object given(Participants participants, IssuerId organization, Instant at) {
        return answer(() -> participants.require(organization, at));
    }

    @Test
    void a_source_is_called_by_what_it_is_called_here_or_where_others_find_it() {
        var published = new Source("issuers", "1", null, AT, "https://lists.example/1");
        var own = new Source("issuers", "", AT, AT, null);

        assertThat(List.of("issuers", "https://lists.example/1")).allMatch(published::isCalled);
        assertThat(List.of("1", "https://lists.example/2")).noneMatch(published::isCalled);
        assertThat(own.isCalled("issuers")).isTrue();
        assertThat(own.isCalled("null")).isFalse();
        assertThat(LEARS.from(own).source()).isEqualTo(own);
        assertThat(LEARS.from(own).type()).isEqualTo(LEAR);
        assertThat(LEARS.source()).isNull();
    }
}
