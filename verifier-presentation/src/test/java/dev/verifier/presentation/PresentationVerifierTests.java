package dev.verifier.presentation;

import static dev.verifier.presentation.Acme.AT;
import static dev.verifier.presentation.Acme.ORGANIZATION;
import static dev.verifier.presentation.Acme.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.mandate.Mandate;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusReading;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.AllowedValues;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearCredential;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationVerifierTests {

    private static final Acme ACME = new Acme(SealKey.P_256);

    @ParameterizedTest
    @EnumSource(names = {"M1", "M2", "M3"})
    void believes_a_machine_of_every_version_and_shows_the_evidence(LearVersion version) throws Exception {
        var credential = accepted(ACME.judge(ACME.login(version).build()));

        assertThat(credential.issuer()).isEqualTo(new IssuerId(ORGANIZATION));
        assertThat(credential.types()).containsExactly(new CredentialType(version.type()));
        assertThat(credential.holder().did()).hasToString(ACME.machine.did());
        assertThat(credential.holder().worthlessFrom()).isAfter(AT);
        assertThat(credential.evidence().certified().orElseThrow().organizationIdentifier())
                .contains(ORGANIZATION);
        assertThat(credential.evidence().certified().orElseThrow().anchor()).isNotBlank();
        assertThat(credential.accreditations()).hasSize(1);
        assertThat(credential.participant()).contains(new IssuerId(ORGANIZATION));
        assertThat(credential.status()).isEqualTo(new StatusReading.NotRevoked());
        assertThat(credential.window().contains(AT)).isTrue();
        assertThat(credential.document())
                .containsKeys("type", "issuer", "credentialSubject")
                .doesNotContainKey("cnf");
    }

    @ParameterizedTest
    @EnumSource
    void believes_seals_of_every_kind_of_key(SealKey key) throws Exception {
        var acme = new Acme(key);

        assertThat(acme.judge(acme.login(LearVersion.M2).build())).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource
    void reads_one_mandate_shape_from_every_row_of_the_table(LearVersion version) throws Exception {
        var mandate = mandate(version);

        assertThat(mandate.mandator().organization()).isEqualTo(new IssuerId(ORGANIZATION));
        assertThat(mandate.powers()).isNotEmpty().allSatisfy(power -> {
            assertThat(power.domains()).containsExactly("DOME");
            assertThat(power.actions()).isNotEmpty();
            assertThat(power.function()).isNotBlank();
        });
        if (version.employee()) {
            assertThat(mandate.mandatee().firstName()).isEqualTo("Ann");
            assertThat(mandate.mandatee().lastName()).isEqualTo("Lee");
            assertThat(mandate.mandatee().email()).isEqualTo("ann@acme.example");
        }
    }

    private static Mandate mandate(LearVersion version) throws Exception {
        var holder = version.employee()
                ? Holder.employee(ACME.machine, "Ann", "Lee", "ann@acme.example")
                : Holder.machine(ACME.machine, "api.acme.example", "192.0.2.4");
        var issued = new TestIssuer(ACME.authority.seal(ORGANIZATION, SealKey.P_256)).issue(version, holder, AT);
        var login = MachineLogin.builder(ACME.machine, Acme.VERIFIER, AT, new java.security.SecureRandom())
                .credential(issued)
                .build();
        var asked = new PresentationRequest(
                new DcqlQuery(List.of(new CredentialQuery(
                        QUERY, CredentialFormat.JWT_VC_JSON, Set.of(new CredentialType(version.type()))))),
                Acme.machineCredential().audience(),
                Acme.machineCredential().freshness(),
                UniqueId.JTI_OR_NONCE);
        var verdict = new PresentationVerifier(ACME.framework(), Acme.LIMITS, FormerType.REFUSED)
                .verify(VpToken.of(QUERY, login.presentation()), asked, AT);
        return accepted(verdict).mandate().orElseThrow();
    }

    @Test
    void believes_a_seal_made_by_the_european_signature_library() throws Exception {
        var sealed = edited(draft -> draft.withHeader("typ", "jose")
                .withHeader("sigT", "2026-11-20T12:00:00Z")
                .withHeader("crit", List.of("sigT"))
                .withHeader("x5t#S256", "x"));

        assertThat(ACME.judge(sealed)).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "VATES-A12345678, did:elsi:VATES-A12345678",
        "did:elsi:VATES-A12345678, VATES-A12345678",
        "VATES-A12345678, VATES-A12345678"
    })
    void knows_an_organisation_with_and_without_its_label(String jwtIssuer, String bodyIssuer) throws Exception {
        var login = edited(draft -> draft.with("iss", jwtIssuer).withBody("issuer/id", bodyIssuer));

        assertThat(ACME.judge(login)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void takes_an_issuer_that_is_only_a_name() throws Exception {
        assertThat(ACME.judge(edited(draft -> draft.withBody("issuer", "did:elsi:" + ORGANIZATION))))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(code(ACME.judge(edited(draft -> draft.withBody("issuer", Map.of("organization", "Acme"))))))
                .isEqualTo("credential_claim_missing");
        assertThat(code(ACME.judge(edited(draft -> draft.without("iss"))))).isEqualTo("credential_claim_missing");
        assertThat(code(ACME.judge(edited(draft -> draft.with("iss", " "))))).isEqualTo("credential_malformed");
    }

    /** VCDM 1.1 §6.3.1, as did-jwt-vc writes credentials; in VCDM 2.0 there is nothing but the credential to say it. */
    @Test
    void takes_what_the_jwt_says_where_the_credential_inside_does_not_repeat_it() throws Exception {
        UnaryOperator<LearCredential> once = draft -> draft.withoutBody("issuer")
                .withoutBody("id")
                .withoutBody("validFrom")
                .withoutBody("validUntil");
        assertThat(ACME.judge(edited(once))).isInstanceOf(Verdict.Accepted.class);
        assertThat(code(ACME.judge(edited(draft -> once.apply(draft).without("iss")))))
                .isEqualTo("credential_claim_missing");
        assertThat(code(ACME.judge(edited(LearVersion.M3, draft -> draft.withoutBody("issuer")))))
                .isEqualTo("credential_claim_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"did:elsi:", "did:elsi: ", "did:elsi:\u2003", "did:elsi:did:elsi:" + ORGANIZATION, " "})
    void a_label_in_front_of_no_name_is_malformed_wherever_it_stands(String name) throws Exception {
        for (var edit : List.<UnaryOperator<LearCredential>>of(
                draft -> draft.with("iss", name),
                draft -> draft.withBody("issuer", name),
                draft -> draft.withBody("issuer/id", name),
                draft -> draft.withBody("issuer/organizationIdentifier", name),
                draft -> draft.withBody("credentialSubject/mandate/mandator/organizationIdentifier", name))) {
            assertThat(code(ACME.judge(edited(edit)))).isEqualTo("credential_malformed");
        }
        assertThat(code(ACME.judge(edited(draft -> draft.with("iss", "did:elsi:" + ORGANIZATION)))))
                .isEqualTo("accepted");
    }

    @Test
    void tolerates_contexts_in_another_order_and_more_of_them() throws Exception {
        var login = edited(draft -> draft.withBody(
                "@context",
                List.of("https://more.example", "https://www.w3.org/ns/credentials/v2", "https://x.example")));

        assertThat(ACME.judge(login)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refuses_a_credential_in_both_envelopes_at_once() throws Exception {
        assertThat(code(ACME.judge(edited(draft -> draft.with("credentialSubject", Map.of())))))
                .isEqualTo("credential_malformed");
    }

    @Test
    void ends_with_the_earliest_of_all_dates() throws Exception {
        var jwtEndsFirst = edited(draft -> draft.with("exp", AT.plusSeconds(60).getEpochSecond()));
        var bodyEndsFirst =
                edited(draft -> draft.withBody("validUntil", AT.plusSeconds(30).toString()));
        var oldName = edited(
                draft -> draft.withBody("expirationDate", AT.minusSeconds(1).toString()));

        assertThat(accepted(ACME.judge(jwtEndsFirst)).window().until()).isEqualTo(AT.plusSeconds(60));
        assertThat(accepted(ACME.judge(bodyEndsFirst)).window().until()).isEqualTo(AT.plusSeconds(30));
        assertThat(code(ACME.judge(oldName))).isEqualTo("credential_expired");
        assertThat(code(ACME.judge(bodyEndsFirst, AT.plusSeconds(30), ACME.framework())))
                .isEqualTo("credential_expired");
    }

    @Test
    void reads_a_life_span_as_early_issuers_printed_it() throws Exception {
        assertThat(ACME.judge(withLifeSpan("2026-11-20 09:23:22.637345122 +0000 UTC", "2027-01-01 00:00:00 +0000 UTC")))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(code(ACME.judge(withLifeSpan("2024-01-01 00:00:00 +0000 UTC", "2025-04-02 09:23:22.6 +0000 UTC"))))
                .isEqualTo("credential_expired");
        assertThat(code(ACME.judge(withLifeSpan("2024-01-01", "soon")))).isEqualTo("credential_malformed");
    }

    private static MachineLogin withLifeSpan(String from, String until) {
        var span = Map.of("start_date_time", from, "end_date_time", until);
        return edited(draft -> draft.withBody("credentialSubject/mandate/life_span", span));
    }

    @Test
    void a_did_in_the_subject_that_agrees_is_welcome_and_a_name_that_is_no_did_is_no_key() throws Exception {
        var agreeing = edited(draft -> draft.withBody("credentialSubject/id", ACME.machine.did()));
        var named = edited(draft -> draft.withBody("credentialSubject/id", "urn:example:machine"));
        var kid = edited(draft -> draft.with("cnf", Map.of("kid", ACME.machine.keyId())));
        var thumbprint = edited(draft -> draft.with("cnf", Map.of("kid", "not-a-did")));
        var empty = edited(draft -> draft.with("cnf", Map.of("x5t#S256", "x")));

        assertThat(ACME.judge(agreeing)).isInstanceOf(Verdict.Accepted.class);
        assertThat(ACME.judge(named)).isInstanceOf(Verdict.Accepted.class);
        assertThat(ACME.judge(kid)).isInstanceOf(Verdict.Accepted.class);
        assertThat(code(ACME.judge(thumbprint))).isEqualTo("holder_key_missing");
        assertThat(code(ACME.judge(empty))).isEqualTo("holder_key_missing");
    }

    @Test
    void an_accreditation_counts_only_in_its_time_for_its_type_and_with_its_values() throws Exception {
        var login = ACME.login(LearVersion.M2).build();
        var past = new ValidityWindow(Instant.EPOCH, AT);

        assertThat(code(ACME.judge(login, AT, trusting(Acme.issuers(past))))).isEqualTo("issuer_not_accredited");
        assertThat(code(ACME.judge(login, AT, trusting(accredited("LEARCredentialEmployee")))))
                .isEqualTo("issuer_not_accredited");
        assertThat(code(ACME.judge(login, AT, trusting(allowing("power.domain", "DOME")))))
                .isEqualTo("accepted");
        assertThat(code(ACME.judge(login, AT, trusting(allowing("mandate.power.domain", "DOME", "OTHER")))))
                .isEqualTo("accepted");
        assertThat(code(ACME.judge(login, AT, trusting(allowing("power.domain", "OTHER")))))
                .isEqualTo("issuer_not_accredited");
        assertThat(code(ACME.judge(login, AT, trusting(allowing("power.nothing", "DOME")))))
                .isEqualTo("issuer_not_accredited");
    }

    @Test
    void a_power_that_goes_by_two_names_has_one_value() throws Exception {
        var agreeing = withPower(Map.of(
                "function",
                "Onboarding",
                "tmf_function",
                "Onboarding",
                "domain",
                "DOME",
                "tmf_domain",
                List.of("DOME")));
        var contradicting =
                withPower(Map.of("function", "Onboarding", "tmf_function", "Admin", "domain", "DOME", "action", "x"));
        var twoDomains = withPower(Map.of("function", "Onboarding", "domain", "DOME", "tmf_domain", "EUDISTACK"));
        var beyond = withPower(
                Map.of("function", "Onboarding", "domain", "DOME"),
                Map.of("tmf_function", "Onboarding", "tmf_domain", "EUDISTACK"));
        var framework = trusting(allowing("power.domain", "DOME"));

        assertThat(code(ACME.judge(agreeing, AT, framework))).isEqualTo("accepted");
        assertThat(code(ACME.judge(contradicting, AT, framework))).isEqualTo("credential_malformed");
        assertThat(code(ACME.judge(twoDomains, AT, framework))).isEqualTo("credential_malformed");
        assertThat(code(ACME.judge(beyond, AT, framework))).isEqualTo("issuer_not_accredited");
    }

    private static MachineLogin withPower(Object... powers) {
        return edited(draft -> draft.withBody("credentialSubject/mandate/power", List.of(powers)));
    }

    @Test
    void a_registry_that_cannot_be_asked_is_a_refusal_and_no_empty_answer() throws Exception {
        TrustedIssuers away = issuer -> {
            throw new RejectedException(new Rejection.TrustUnavailable("registry"));
        };
        var login = ACME.login(LearVersion.M2).build();

        assertThat(code(ACME.judge(login, AT, trusting(away)))).isEqualTo("trust_unavailable");
    }

    @Test
    void no_registry_is_asked_before_both_signatures_hold() throws Exception {
        TrustedIssuers nobodyMayAsk = issuer -> {
            throw new AssertionError("asked about " + issuer);
        };
        var framework = trusting(nobodyMayAsk);
        for (var crime : RoguesGalleryTests.crimes().toList()) {
            if (List.of("ALG_NONE", "SIGNATURE_STRIPPED", "SELF_SIGNED", "SIGNED_BY_ANOTHER_KEY", "PAYLOAD_EDITED")
                    .contains(crime.name())) {
                var verdict = ACME.judge(ACME.login(LearVersion.M2).build().tampered(crime), AT, framework);
                assertThat(verdict).as(crime.id()).isInstanceOf(Verdict.Rejected.class);
            }
        }
    }

    @Test
    void mandators_are_participants_by_the_rule_the_operator_chose() throws Exception {
        var login = ACME.login(LearVersion.M2).build();
        var nobody = Participants.among(Set.<IssuerId>of());

        assertThat(code(ACME.judge(login, AT, with(Participants.whomeverAnIssuerNames()))))
                .isEqualTo("accepted");
        assertThat(code(ACME.judge(login, AT, with(Participants.among(Acme.issuers(ValidityWindow.ALWAYS))))))
                .isEqualTo("accepted");
        assertThat(code(ACME.judge(login, AT, with(nobody)))).isEqualTo("mandator_not_trusted");
        assertThat(code(ACME.judge(
                        login, AT, with(Participants.among(Acme.issuers(new ValidityWindow(Instant.EPOCH, AT)))))))
                .isEqualTo("mandator_not_trusted");
    }

    @Test
    void a_credential_id_is_revoked_with_and_without_its_label() throws Exception {
        var login = edited(draft -> draft.withBody("id", "urn:uuid:A923523E-2130-4924-9e8f-4cc99fd2b3e8"));
        var byJwtId =
                edited(draft -> draft.withBody("id", "https://x").with("jti", "a923523e-2130-4924-9e8f-4cc99fd2b3e8"));

        for (var revoked : List.of(login, byJwtId)) {
            var framework = revoking(Set.of("a923523e-2130-4924-9e8f-4cc99fd2b3e8"));
            assertThat(code(ACME.judge(revoked, AT, framework))).isEqualTo("credential_revoked");
        }
    }

    @Test
    void a_status_under_the_jwt_s_own_name_is_looked_at_too() throws Exception {
        var login = edited(draft -> draft.with("status", Map.of("status_list", Map.of("idx", 1, "uri", "https://x"))));

        assertThat(code(ACME.judge(login))).isEqualTo("credential_status_unknown");
    }

    @Test
    void answers_must_be_the_ones_that_were_asked_for() throws Exception {
        var presentation = ACME.login(LearVersion.M2).build().presentation();
        var verifier = new PresentationVerifier(ACME.framework(), Acme.LIMITS, FormerType.REFUSED);
        var other = new QueryId("other");

        assertThat(code(verifier.verify(new VpToken(Map.of()), Acme.machineCredential(), AT)))
                .isEqualTo("query_not_answered");
        assertThat(code(verifier.verify(
                        new VpToken(Map.of(QUERY, List.of(presentation), other, List.of(presentation))),
                        Acme.machineCredential(),
                        AT)))
                .isEqualTo("answer_not_asked");
        assertThat(code(verifier.verify(
                        new VpToken(Map.of(QUERY, List.of(presentation, presentation))), Acme.machineCredential(), AT)))
                .isEqualTo("more_than_asked");
    }

    @Test
    void times_are_judged_at_the_instant_it_is_asked_about() throws Exception {
        var login = ACME.login(LearVersion.M2).build();

        assertThat(code(ACME.judge(login, AT.plusSeconds(149), ACME.framework())))
                .isEqualTo("accepted");
        assertThat(code(ACME.judge(login, AT.plusSeconds(150), ACME.framework())))
                .isEqualTo("presentation_expired");
        assertThat(code(ACME.judge(login, AT.minusSeconds(30), ACME.framework())))
                .isEqualTo("accepted");
        assertThat(code(ACME.judge(login, AT.minusSeconds(31), ACME.framework())))
                .isEqualTo("presentation_not_yet_valid");
    }

    @Test
    void a_chain_that_was_good_yesterday_is_judged_again_today() throws Exception {
        var framework = ACME.framework();
        var login = ACME.login(LearVersion.M2).build();
        var muchLater = AT.plus(Duration.ofDays(36_500));

        assertThat(code(ACME.judge(login, AT, framework))).isEqualTo("accepted");
        assertThat(code(ACME.judge(login, muchLater, framework))).isEqualTo("certificate_not_trusted");
        assertThat(code(ACME.judge(login, AT, framework))).isEqualTo("accepted");
    }

    @Test
    void a_verified_thing_is_made_by_its_verifier_only() {
        for (var evidence : List.of(VerifiedCredential.class, HolderProof.class)) {
            assertThat(evidence.getConstructors()).isEmpty();
        }
        assertThat(VpToken.of(QUERY, "secret").toString()).doesNotContain("secret");
    }

    private static MachineLogin edited(UnaryOperator<LearCredential> edit) {
        return edited(LearVersion.M2, edit);
    }

    private static MachineLogin edited(LearVersion version, UnaryOperator<LearCredential> edit) {
        var issuer = new TestIssuer(ACME.authority.seal(ORGANIZATION, SealKey.P_256));
        var holder = Holder.machine(ACME.machine, "api.acme.example", "192.0.2.4");
        var credential = issuer.sign(edit.apply(issuer.draft(version, holder, AT.minus(Duration.ofDays(1)))));
        return MachineLogin.builder(ACME.machine, Acme.VERIFIER, AT, new java.security.SecureRandom())
                .credential(credential)
                .build();
    }

    private static TrustedIssuersList accredited(String... types) {
        return list(Arrays.stream(types).collect(Collectors.toMap(type -> type, _ -> List.of())));
    }

    private static TrustedIssuersList allowing(String claim, String... values) {
        return list(Map.of("LEARCredentialMachine", List.of(new AllowedValues(claim, Set.of(values)))));
    }

    private static TrustedIssuersList list(Map<String, List<AllowedValues>> types) {
        return new TrustedIssuersList(Map.of(
                new IssuerId(ORGANIZATION),
                types.entrySet().stream()
                        .map(type -> new Accreditation(
                                new CredentialType(type.getKey()), ValidityWindow.ALWAYS, type.getValue()))
                        .toList()));
    }

    private static TrustFramework trusting(TrustedIssuers issuers) throws Exception {
        return ACME.trusting(issuers, Participants.whomeverAnIssuerNames(), Set.of());
    }

    private static TrustFramework with(Participants participants) throws Exception {
        return ACME.trusting(Acme.issuers(ValidityWindow.ALWAYS), participants, Set.of());
    }

    private static TrustFramework revoking(Set<String> ids) throws Exception {
        return ACME.trusting(Acme.issuers(ValidityWindow.ALWAYS), Participants.whomeverAnIssuerNames(), ids);
    }

    private static VerifiedCredential accepted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).credential(QUERY);
    }

    private static String code(Verdict verdict) {
        return verdict instanceof Verdict.Rejected(var why) ? why.code() : "accepted";
    }
}
