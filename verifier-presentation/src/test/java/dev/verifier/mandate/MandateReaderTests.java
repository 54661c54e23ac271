package dev.verifier.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.Limits;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.mandate.Mandate.Mandatee;
import dev.verifier.mandate.Mandate.Mandator;
import dev.verifier.mandate.Mandate.Power;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.JwsDraft;
import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One mandate from every way in which issuers write it, and none from what could be read in two. */
class MandateReaderTests {

    private static final WalletKey KEY = WalletKey.generate(new SecureRandom());
    private static final List<CredentialType> EMPLOYEE =
            List.of(new CredentialType("VerifiableCredential"), new CredentialType("LEARCredentialEmployee"));

    private static final JwsDraft HONEST = new JwsDraft(
            Map.of(),
            Map.of(
                    "mandate",
                    Map.of(
                            "mandator",
                            Map.of(
                                    "organizationIdentifier",
                                    "VATES-A12345678",
                                    "organization",
                                    "Acme",
                                    "country",
                                    "ES"),
                            "mandatee",
                            Map.of(
                                    "id",
                                    "did:key:z1",
                                    "email",
                                    "ann@acme.example",
                                    "firstName",
                                    "Ann",
                                    "lastName",
                                    "Lee"),
                            "power",
                            List.of(
                                    Map.of(
                                            "type",
                                            "domain",
                                            "domain",
                                            "DOME",
                                            "function",
                                            "Onboarding",
                                            "action",
                                            "Execute"),
                                    Map.of(
                                            "tmf_domain",
                                            List.of("DOME", "ISBE"),
                                            "tmf_action",
                                            List.of("Create", "Delete"))))));

    @Test
    void every_member_is_where_it_belongs() throws RejectedException {
        assertThat(read(HONEST))
                .contains(new Mandate(
                        new Mandator(new IssuerId("VATES-A12345678"), "Acme", "ES"),
                        new Mandatee("did:key:z1", "ann@acme.example", "Ann", "Lee"),
                        List.of(
                                new Power("domain", List.of("DOME"), "Onboarding", List.of("Execute")),
                                new Power(null, List.of("DOME", "ISBE"), null, List.of("Create", "Delete"))),
                        ValidityWindow.ALWAYS));
    }

    @Test
    void what_is_optional_may_be_absent_and_nobody_has_a_power_that_is_not_written() throws RejectedException {
        var bare = HONEST.without("mandate/mandator/organization")
                .without("mandate/mandator/country")
                .with("mandate/mandatee", Map.of())
                .without("mandate/power");

        assertThat(read(bare))
                .contains(new Mandate(
                        new Mandator(new IssuerId("VATES-A12345678"), null, null),
                        new Mandatee(null, null, null, null),
                        List.of(),
                        ValidityWindow.ALWAYS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VerifiableCredential", "learcredentialemployee", "eu.europa.ec.eudi.pid.1"})
    void a_credential_of_another_type_is_no_mandate_whatever_is_in_it(String type) throws RejectedException {
        var other = List.of(new CredentialType(type));

        assertThat(MandateReader.isMandate(EMPLOYEE)).isTrue();
        assertThat(MandateReader.isMandate(other)).isFalse();
        assertThat(MandateReader.read(other, signed(HONEST))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, Ann, accepted",
        "first_name, Eve, credential_malformed",
        "last_name, Lee, accepted",
        "last_name, Low, credential_malformed"
    })
    void a_name_that_is_there_twice_is_one_name(String other, String value, String code) {
        assertThat(code(draft -> draft.with("mandate/mandatee/" + other, value)))
                .isEqualTo(code);
    }

    /** A power of one reader that another does not see (docs/weaknesses.md): written in both ways, it is the same in both. */
    @ParameterizedTest
    @CsvSource({
        "tmf_type, domain, accepted",
        "tmf_type, other, credential_malformed",
        "tmf_domain, DOME, accepted",
        "tmf_domain, ISBE, credential_malformed",
        "tmf_function, Onboarding, accepted",
        "tmf_function, Certification, credential_malformed",
        "tmf_action, Execute, accepted",
        "tmf_action, Delete, credential_malformed"
    })
    void so_is_a_power(String other, String value, String code) {
        var power =
                Map.of("type", "domain", "domain", "DOME", "function", "Onboarding", "action", "Execute", other, value);

        assertThat(code(draft -> draft.with("mandate/power", List.of(power)))).isEqualTo(code);
    }

    @Test
    void the_order_of_actions_that_are_there_twice_is_no_difference() {
        var power = Map.of("action", List.of("Create", "Delete"), "tmf_action", List.of("Delete", "Create"));

        assertThat(code(draft -> draft.with("mandate/power", power))).isEqualTo("accepted");
    }

    @Test
    void what_a_mandate_needs_is_needed() {
        assertThat(why(draft -> draft.without("mandate"))).isEqualTo(missing("mandate"));
        assertThat(why(draft -> draft.without("mandate/mandator"))).isEqualTo(missing("mandate.mandator"));
        assertThat(why(draft -> draft.without("mandate/mandatee"))).isEqualTo(missing("mandate.mandatee"));
        assertThat(why(draft -> draft.without("mandate/mandator/organizationIdentifier")))
                .isEqualTo(missing("mandate.mandator.organizationIdentifier"));
        assertThat(why(draft -> draft.with("mandate/mandator/organizationIdentifier", "did:elsi:")))
                .isEqualTo(malformed("mandate.mandator.organizationIdentifier"));
        assertThat(why(draft -> draft.with("mandate/power", "all of them"))).isEqualTo(malformed("mandate.power"));
    }

    @ParameterizedTest
    @CsvSource({
        "start_date_time, end_date_time, 2026-01-01T00:00:00Z, 2027-01-01T01:00:00+01:00",
        "startDateTime, endDateTime, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "start_date_time, end_date_time, 2026-01-01 00:00:00 +0000 UTC, 2027-01-01 00:00:00.000000000 +0000 UTC"
    })
    void a_life_span_is_read_in_every_way_in_which_issuers_wrote_it(
            String begins, String ends, String from, String until) throws RejectedException {
        var first = Instant.parse("2026-01-01T00:00:00Z");
        var last = Instant.parse("2027-01-01T00:00:00Z");

        assertThat(span(Map.of(begins, from, ends, until))).isEqualTo(new ValidityWindow(first, last));
        assertThat(span(Map.of(begins, from))).isEqualTo(new ValidityWindow(first, Instant.MAX));
        assertThat(span(Map.of(ends, until))).isEqualTo(new ValidityWindow(Instant.MIN, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01", "2027-01-01T00:00:00", "2027-01-01 00:00:00 +0000", "soon", ""})
    void a_date_that_cannot_be_read_is_no_end(String date) {
        assertThat(why(draft -> draft.with("mandate/life_span", Map.of("end_date_time", date))))
                .isEqualTo(malformed("mandate.life_span.end_date_time"));
    }

    private static ValidityWindow span(Map<String, String> span) throws RejectedException {
        return read(HONEST.with("mandate/life_span", span)).orElseThrow().lifeSpan();
    }

    private static Rejection missing(String path) {
        return new Rejection.ClaimMissing(Part.CREDENTIAL, path);
    }

    private static Rejection malformed(String path) {
        return new Rejection.Malformed(Part.CREDENTIAL, path);
    }

    private static String code(UnaryOperator<JwsDraft> edit) {
        return refusal(edit).map(Rejection::code).orElse("accepted");
    }

    private static Rejection why(UnaryOperator<JwsDraft> edit) {
        return refusal(edit).orElseThrow();
    }

    private static Optional<Rejection> refusal(UnaryOperator<JwsDraft> edit) {
        try {
            read(edit.apply(HONEST));
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.rejection());
        }
    }

    private static Optional<Mandate> read(JwsDraft draft) throws RejectedException {
        return MandateReader.read(EMPLOYEE, signed(draft));
    }

    private static Claims signed(JwsDraft draft) throws RejectedException {
        var jws = CompactJws.parse(Part.CREDENTIAL, KEY.sign(draft.header(), draft.claims()), new Limits(100_000, 16));
        return new JwsVerifier(Set.of(SignatureAlgorithm.ES256), Set.of(""), Set.of())
                .verify(jws, PublicJwk.of(KEY.publicKey()))
                .claims();
    }
}
