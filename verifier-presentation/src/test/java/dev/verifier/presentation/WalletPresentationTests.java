package dev.verifier.presentation;

import static dev.verifier.presentation.Ann.ACME;
import static dev.verifier.presentation.Ann.AT;
import static dev.verifier.presentation.Ann.CLIENT_ID;
import static dev.verifier.presentation.Ann.EMPLOYEE;
import static dev.verifier.presentation.Ann.EMPLOYEE_JSON;
import static dev.verifier.presentation.Ann.LIMITS;
import static dev.verifier.presentation.Ann.MACHINE;
import static dev.verifier.presentation.Ann.MACHINE_JSON;
import static dev.verifier.presentation.Ann.NONCE;
import static dev.verifier.presentation.Ann.QUERY;
import static dev.verifier.presentation.Ann.code;
import static dev.verifier.presentation.Ann.credential;
import static dev.verifier.presentation.Ann.judge;
import static dev.verifier.presentation.Ann.presentation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Audiences;
import dev.verifier.wallet.JwsDraft;
import dev.verifier.wallet.LearVersion;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A person signs in with a wallet (OpenID4VP 1.0): who is believed, and who is not. */
class WalletPresentationTests {

    private static final String HONEST = presentation(LearVersion.E3);

    static Stream<Arguments> answers() {
        return Arrays.stream(LearVersion.values())
                .filter(LearVersion::employee)
                .flatMap(version -> encodings(presentation(version)).map(text -> Arguments.of(version, text)));
    }

    private static Stream<String> encodings(String presentation) {
        var array = "{\"employee\":[\"" + presentation + "\"]}";
        var single = "{\"employee\":\"" + presentation + "\"}";
        return Stream.of(array, single, presentation)
                .flatMap(text -> Stream.of(
                        text,
                        "\"" + text.replace("\"", "\\\"") + "\"",
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void believes_an_employee_of_every_version_in_every_encoding(LearVersion version, String vpToken) throws Exception {
        var verdict = judge(VpToken.parse(vpToken, QUERY, _ -> true, LIMITS), Ann.asked());

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        var accepted = (Verdict.Accepted) verdict;
        assertThat(accepted.leftOut()).isEmpty();
        assertThat(accepted.all()).containsExactly(accepted.credential(EMPLOYEE));
        var credential = accepted.credential(EMPLOYEE);
        assertThat(credential.types()).extracting(type -> type.name()).containsExactly(version.type());
        assertThat(credential.issuer()).isEqualTo(new IssuerId(Acme.ORGANIZATION));
        assertThat(credential.holder().did()).hasToString(Ann.KEY.did());
        assertThat(credential.holder().id()).isEqualTo(NONCE.value());
        var mandate = credential.mandate().orElseThrow();
        assertThat(mandate.mandatee().email()).isEqualTo("ann@acme.example");
        assertThat(mandate.mandatee().firstName()).isEqualTo("Ann");
        assertThat(mandate.mandator().organization()).isEqualTo(new IssuerId(Acme.ORGANIZATION));
        assertThat(mandate.powers()).isNotEmpty();
    }

    /** How wallets in the field name themselves; none of it chooses the key. */
    static Stream<UnaryOperator<JwsDraft>> habits() {
        return Stream.of(
                draft -> draft.withHeader("kid", Ann.KEY.keyId()),
                draft -> draft.withoutHeader("kid"),
                draft -> draft.withoutHeader("typ"),
                draft -> draft.withHeader("typ", "vp+jwt").withHeader("cty", "vp"),
                draft -> draft.withoutHeader("kid").withHeader("jwk", Ann.KEY.publicJwk()),
                draft -> draft.with("vp/holder", Map.of("jwk", Ann.KEY.publicJwk())),
                draft -> draft.with("vp/holder", Map.of("id", Ann.KEY.did())),
                draft -> draft.with("aud", List.of(CLIENT_ID)),
                draft -> draft.without("jti"),
                draft -> draft.without("nbf"),
                draft -> draft.with("exp", AT.getEpochSecond() + 180),
                // Made since the nonce was, whenever that is.
                draft -> draft.without("iat").without("nbf").without("exp"),
                draft -> draft.without("vp/holder").without("iss").without("sub"));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void believes_wallets_of_all_habits(UnaryOperator<JwsDraft> habit) throws Exception {
        for (var version : List.of(LearVersion.E1, LearVersion.E4)) {
            assertThat(code(judge(presentation(credential(version), habit)))).isEqualTo("accepted");
        }
    }

    static Stream<Arguments> crimes() {
        var now = AT.getEpochSecond();
        var nonce = NONCE.value();
        return Stream.of(
                crime("presentation_claim_missing", draft -> draft.without("nonce")),
                crime(
                        "presentation_claim_missing",
                        draft -> draft.without("nonce").with("jti", nonce)),
                crime("presentation_wrong_nonce", draft -> draft.with("nonce", "")),
                crime("presentation_wrong_nonce", draft -> draft.with("nonce", nonce.substring(1))),
                crime("presentation_wrong_nonce", draft -> draft.with("nonce", nonce + " ")),
                crime("presentation_wrong_nonce", draft -> draft.with("nonce", swapped(nonce))),
                crime("presentation_wrong_nonce", draft -> draft.with("nonce", "x".repeat(10_000))),
                crime("presentation_malformed", draft -> draft.with("nonce", 1)),
                crime("presentation_malformed", draft -> draft.with("nonce", true)),
                crime("presentation_malformed", draft -> draft.with("nonce", List.of(nonce))),
                crime("presentation_malformed", draft -> draft.with("nonce", Map.of("nonce", nonce))),
                crime("presentation_claim_missing", draft -> draft.without("aud")),
                crime(
                        "presentation_claim_missing",
                        draft -> draft.without("nonce").without("aud")),
                crime("presentation_wrong_audience", draft -> draft.with("aud", "https://evil.example")),
                crime("presentation_wrong_audience", draft -> draft.with("aud", "https://self-issued.me/v2")),
                // The prefix is part of the name (§5.9, §14.1.2).
                crime(
                        "presentation_wrong_audience",
                        draft -> draft.with("aud", CLIENT_ID.substring("x509_hash:".length()))),
                crime("presentation_wrong_audience", draft -> draft.with("aud", "x509_san_dns:" + CLIENT_ID)),
                crime("presentation_wrong_audience", draft -> draft.with("aud", CLIENT_ID + "/")),
                crime("presentation_wrong_audience", draft -> draft.with("aud", List.of())),
                crime(
                        "presentation_wrong_audience",
                        draft -> draft.with("aud", List.of(CLIENT_ID, "https://evil.example"))),
                crime("presentation_malformed", draft -> draft.with("aud", 7)),
                crime("presentation_expired", draft -> draft.with("exp", 1)),
                crime("presentation_claim_missing", draft -> draft.without("exp")),
                crime("presentation_claim_missing", draft -> draft.without("iat")),
                crime(
                        "presentation_claim_missing",
                        draft -> draft.without("iat").without("exp")),
                crime(
                        "presentation_claim_missing",
                        draft -> draft.without("iat").without("nbf")),
                crime("presentation_wrong_nonce", draft -> undated(draft).with("nonce", swapped(nonce))),
                crime("presentation_claim_missing", draft -> undated(draft).without("nonce")),
                crime("presentation_lives_too_long", draft -> draft.with("iat", now - 365L * 86_400)),
                crime("presentation_lives_too_long", draft -> draft.with("exp", now + 86_400)),
                crime("presentation_not_yet_valid", draft -> draft.with("iat", now + 86_400)),
                crime("presentation_not_yet_valid", draft -> draft.with("nbf", now + 86_400)),
                crime("presentation_key_unknown", draft -> draft.withHeader("kid", ACME.rogue.did())),
                crime("presentation_typ_not_allowed", draft -> draft.withHeader("typ", "kb+jwt")),
                crime("holder_not_bound", draft -> draft.with("vp/holder", ACME.rogue.did())),
                crime("holder_not_bound", draft -> draft.with("vp/holder", Map.of("jwk", ACME.rogue.publicJwk()))),
                crime(
                        "more_than_asked",
                        draft -> draft.with(
                                "vp/verifiableCredential",
                                List.of(credential(LearVersion.E3), credential(LearVersion.E3)))));
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void believes_no_presentation_that_is_not_for_this_request_by_this_holder_now(
            String reason, UnaryOperator<JwsDraft> edit) throws Exception {
        for (var version : List.of(LearVersion.E3, LearVersion.E4)) {
            assertThat(code(judge(presentation(credential(version), edit)))).isEqualTo(reason);
        }
    }

    private static JwsDraft undated(JwsDraft draft) {
        return draft.without("iat").without("nbf").without("exp");
    }

    /** What comes by itself has no nonce of ours: only its dates say that it was made for now. */
    @Test
    void believes_no_machine_that_does_not_say_when() throws Exception {
        var login = ACME.login(LearVersion.M2).build();

        assertThat(code(ACME.judge(login))).isEqualTo("accepted");
        assertThat(code(ACME.judge(
                        login.editPresentation(draft -> undated(draft).with("nonce", NONCE.value())))))
                .isEqualTo("presentation_claim_missing");
    }

    private static Arguments crime(String reason, UnaryOperator<JwsDraft> edit) {
        return Arguments.of(reason, edit);
    }

    private static String swapped(String nonce) {
        var swapped = nonce.chars()
                .map(letter ->
                        Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
        return swapped.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"E1", "E2", "E3", "E4"})
    void believes_nobody_with_somebody_else_s_credential(LearVersion version) throws Exception {
        var stolen = Ann.by(ACME.rogue, credential(version), draft -> draft);
        var disguised = Ann.by(
                ACME.rogue,
                credential(version),
                draft -> draft.withHeader("kid", Ann.KEY.did())
                        .with("iss", Ann.KEY.did())
                        .with("sub", Ann.KEY.did())
                        .with("vp/holder", Ann.KEY.did()));

        assertThat(code(judge(presentation(version)))).isEqualTo("accepted");
        assertThat(code(judge(stolen))).isEqualTo("presentation_key_unknown");
        assertThat(code(judge(disguised))).isEqualTo("presentation_signature_invalid");
    }

    @Test
    void believes_a_presentation_for_its_own_request_only() throws Exception {
        var another = new PresentationRequest(
                QUERY, Ann.asked().audience(), Ann.asked().freshness(), Nonce.fresh(new SecureRandom()));

        assertThat(code(judge(VpToken.of(EMPLOYEE, HONEST), Ann.asked()))).isEqualTo("accepted");
        assertThat(code(judge(VpToken.of(EMPLOYEE, HONEST), another))).isEqualTo("presentation_wrong_nonce");
    }

    /** What the server does for wallets from before the specification: the nonce stays what it is. */
    @Test
    void takes_another_rule_of_audiences_and_still_wants_its_nonce() throws Exception {
        AudienceRule alsoSelfIssued =
                claims -> new Audiences(Set.of(CLIENT_ID, "https://self-issued.me/v2"), true).require(claims);
        var asked = PresentationRequest.ofWallet(QUERY, NONCE, alsoSelfIssued, Ann.FRESHNESS, new Handover.None());
        var legacy = credential(LearVersion.E1);
        UnaryOperator<JwsDraft> selfIssued = draft -> draft.with("aud", "https://self-issued.me/v2");

        assertThat(code(judge(VpToken.of(EMPLOYEE, presentation(legacy, selfIssued)), asked)))
                .isEqualTo("accepted");
        assertThat(code(judge(
                        VpToken.of(
                                EMPLOYEE,
                                presentation(
                                        legacy,
                                        draft -> selfIssued.apply(draft).with("nonce", "of another request at all"))),
                        asked)))
                .isEqualTo("presentation_wrong_nonce");
    }

    @Test
    void believes_a_credential_under_the_id_it_was_asked_under_only() throws Exception {
        var both = asked(Map.of("credentials", List.of(EMPLOYEE_JSON, MACHINE_JSON)));
        var employee = presentation(LearVersion.E2);
        var machine = presentation(LearVersion.M2);

        assertThat(code(judge(answers(employee, machine), both))).isEqualTo("accepted");
        assertThat(code(judge(answers(machine, employee), both))).isEqualTo("credential_type_not_asked");
        assertThat(code(judge(VpToken.of(EMPLOYEE, machine), Ann.asked()))).isEqualTo("credential_type_not_asked");
        assertThat(code(judge(VpToken.of(MACHINE, machine), Ann.asked()))).isEqualTo("answer_not_asked");
        assertThat(code(judge(VpToken.of(EMPLOYEE, employee + "~"), Ann.asked())))
                .isEqualTo("presentation_malformed");
    }

    @Test
    void wants_everything_that_is_required_and_nothing_twice() throws Exception {
        var both = asked(Map.of("credentials", List.of(EMPLOYEE_JSON, MACHINE_JSON)));
        var several = asked(Map.of(
                "credentials",
                List.of(Ann.query(EMPLOYEE, List.of(List.of("LEARCredentialEmployee")), Map.of("multiple", true)))));
        var one = presentation(LearVersion.E1);
        var other = presentation(LearVersion.E2);

        assertThat(code(judge(new VpToken(Map.of()), Ann.asked()))).isEqualTo("query_not_answered");
        assertThat(code(judge(new VpToken(Map.of(EMPLOYEE, List.of())), Ann.asked())))
                .isEqualTo("query_not_answered");
        assertThat(code(judge(VpToken.of(EMPLOYEE, one), both))).isEqualTo("query_not_answered");
        assertThat(code(judge(answers(one, one), both))).isEqualTo("more_than_asked");
        assertThat(code(judge(new VpToken(Map.of(EMPLOYEE, List.of(one, other))), Ann.asked())))
                .isEqualTo("more_than_asked");
        assertThat(code(judge(new VpToken(Map.of(EMPLOYEE, List.of(one, other))), several)))
                .isEqualTo("accepted");
        assertThat(code(judge(new VpToken(Map.of(EMPLOYEE, List.of(one, one))), several)))
                .isEqualTo("more_than_asked");
        assertThat(code(judge(new VpToken(Map.of(EMPLOYEE, many(200))), several)))
                .isEqualTo("more_than_asked");
    }

    private static List<String> many(int number) {
        return Stream.iterate(1, next -> next + 1)
                .limit(number)
                .map(String::valueOf)
                .toList();
    }

    @Test
    void leaves_out_what_does_not_hold_if_the_rest_is_what_was_asked_for() throws Exception {
        var either = asked(Map.of(
                "credentials",
                List.of(EMPLOYEE_JSON, MACHINE_JSON),
                "credential_sets",
                List.of(Map.of("options", List.of(List.of("employee"), List.of("machine"))))));
        var employee = presentation(LearVersion.E2);
        var expired = presentation(
                credential(LearVersion.M2, draft -> draft.with("exp", AT.getEpochSecond() - 1)), draft -> draft);
        var foreign =
                presentation(credential(LearVersion.M2), draft -> draft.with("nonce", "of another request at all"));
        var relayed = presentation(credential(LearVersion.M2), draft -> draft.with("aud", "https://evil.example"));

        var verdict = (Verdict.Accepted) judge(answers(employee, expired), either);
        assertThat(verdict.credentials()).containsOnlyKeys(EMPLOYEE);
        assertThat(verdict.leftOut()).extracting(why -> why.code()).containsExactly("credential_expired");
        assertThat(code(judge(VpToken.of(MACHINE, expired), either))).isEqualTo("credential_expired");
        // What was made for another request is no mistake of one presentation.
        assertThat(code(judge(answers(employee, foreign), either))).isEqualTo("presentation_wrong_nonce");
        assertThat(code(judge(answers(employee, relayed), either))).isEqualTo("presentation_wrong_audience");
    }

    /** Otherwise what one of them lacks would seem to be in the other. */
    @Test
    void of_two_ways_to_answer_the_first_counts_and_the_other_is_nobodys() throws Exception {
        var either = asked(Map.of(
                "credentials",
                List.of(EMPLOYEE_JSON, MACHINE_JSON),
                "credential_sets",
                List.of(Map.of("options", List.of(List.of("machine"), List.of("employee"))))));
        var employee = presentation(LearVersion.E2);

        var verdict = (Verdict.Accepted) judge(answers(employee, presentation(LearVersion.M2)), either);
        assertThat(verdict.credentials()).containsOnlyKeys(MACHINE);
        assertThat(((Verdict.Accepted) judge(VpToken.of(EMPLOYEE, employee), either)).credentials())
                .containsOnlyKeys(EMPLOYEE);
    }

    @Test
    void shows_credentials_in_the_order_they_were_asked_for() throws Exception {
        var both = asked(Map.of("credentials", List.of(MACHINE_JSON, EMPLOYEE_JSON)));
        var verdict =
                (Verdict.Accepted) judge(answers(presentation(LearVersion.E2), presentation(LearVersion.M2)), both);

        assertThat(verdict.credentials().keySet()).containsExactly(MACHINE, EMPLOYEE);
        assertThat(verdict.all())
                .extracting(credential -> credential.types().getFirst().name())
                .containsExactly("LEARCredentialMachine", "LEARCredentialEmployee");
    }

    @ParameterizedTest
    @CsvSource({
        "E2, email, ann@acme.example, accepted",
        "E4, email, ann@acme.example, accepted",
        "E2, email, Ann@acme.example, asked_value_missing",
        "E2, nationality, ES, accepted",
        "E4, nationality, ES, asked_claim_missing",
        "E4, employeeId, E-7, accepted"
    })
    void wants_the_claims_and_values_it_asked_for_in_either_envelope(
            LearVersion version, String claim, String value, String outcome) throws Exception {
        var path = List.of("credentialSubject", "mandate", "mandatee", claim);
        var types = List.of(List.of("LEARCredentialEmployee"), List.of("learcredential.employee.w3c.4"));
        var claims = Map.of("claims", List.of(Map.of("path", path, "values", List.of(value))));
        var asked = asked(Map.of("credentials", List.of(Ann.query(EMPLOYEE, types, claims))));

        assertThat(code(judge(VpToken.of(EMPLOYEE, presentation(version)), asked)))
                .isEqualTo(outcome);
    }

    @Test
    void cannot_be_told_by_a_credential_that_it_is_what_was_asked_for() throws Exception {
        var superset = credential(
                LearVersion.E2,
                draft -> draft.withBody(
                        "type", List.of("VerifiableCredential", "LEARCredentialEmployee", "SomethingElse")));
        var late = credential(
                LearVersion.E2,
                draft -> draft.withBody(
                        "validUntil", AT.minus(Duration.ofDays(1)).toString()));

        assertThat(code(judge(presentation(superset, draft -> draft)))).isEqualTo("credential_type_not_asked");
        assertThat(code(judge(presentation(late, draft -> draft)))).isEqualTo("credential_expired");
    }

    private static PresentationRequest asked(Map<String, ?> query) {
        return Ann.asked(DcqlQuery.parse(query));
    }

    private static VpToken answers(String employee, String machine) {
        return new VpToken(Map.of(EMPLOYEE, List.of(employee), MACHINE, List.of(machine)));
    }
}
