package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.check.Trace;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.Part;
import dev.verifier.trust.FormerType;
import dev.verifier.wallet.AssertionTampering;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.PresentationTampering;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.WalletTampering;
import dev.verifier.wallet.mdoc.MdocScene;
import dev.verifier.wallet.mdoc.MdocTampering;
import dev.verifier.wallet.mdoc.MdocType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a trace tells: of what is believed every step in its order, of what is not the steps before the first that failed. */
class StepsTests {

    private static final Acme ACME = new Acme(SealKey.P_256);

    @Test
    void a_presentation_of_a_w3c_credential_passes_every_step_in_order() throws Exception {
        var login = ACME.login(LearVersion.M2).build();
        var trace = listening(() -> ACME.judge(login), "accepted");

        assertThat(trace)
                .map(Trace.Passed::step)
                .containsExactlyElementsOf(Steps.ofPresentation(CredentialFormat.JWT_VC_JSON, true));
        assertThat(found(trace, Part.PRESENTATION, Check.READ)).isEqualTo("jwt_vc_json");
        assertThat(found(trace, Part.CREDENTIAL, Check.CHAIN)).contains("CN=Acme Seal", " beneath CN=");
        assertThat(found(trace, Part.CREDENTIAL, Check.ISSUER)).isEqualTo(Acme.ORGANIZATION);
        assertThat(found(trace, Part.CREDENTIAL, Check.ALGORITHM)).isEqualTo("ES256");
        assertThat(found(trace, Part.CREDENTIAL, Check.VALIDITY)).matches("from 2\\S+Z until 2\\S+Z");
        assertThat(found(trace, Part.CREDENTIAL, Check.QUERY)).isEqualTo("LEARCredentialMachine");
        assertThat(found(trace, Part.PRESENTATION, Check.TYPE)).isEqualTo("jwt");
        assertThat(found(trace, Part.PRESENTATION, Check.SIGNATURE)).startsWith("by the key ");
        assertThat(found(trace, Part.PRESENTATION, Check.AUDIENCE)).isEqualTo(Acme.VERIFIER.toString());
        assertThat(found(trace, Part.PRESENTATION, Check.FRESHNESS)).startsWith("worthless from 2026-11-21T12:");
        assertThat(found(trace, Part.CREDENTIAL, Check.ACCREDITATION)).isEqualTo(Acme.ORGANIZATION);
        assertThat(found(trace, Part.CREDENTIAL, Check.STATUS)).startsWith("it names no list");
        assertThat(found(trace, Part.CREDENTIAL, Check.MANDATOR)).isEqualTo(Acme.ORGANIZATION);
        assertThat(found(trace, Part.CREDENTIAL, Check.AUTHORITY)).isEqualTo("nobody asked for one");
    }

    @ParameterizedTest
    @EnumSource(names = {"SE", "PID"})
    void a_presentation_of_an_sd_jwt_passes_every_step_in_order(SdJwtType type) throws Exception {
        var login = AnnDiscloses.login().seal(AnnDiscloses.SEAL).sdJwt(type).build();
        var trace = listening(
                () -> AnnDiscloses.judge(login.presentation(), AnnDiscloses.query(type, List.of())), "accepted");

        assertThat(trace)
                .map(Trace.Passed::step)
                .containsExactlyElementsOf(Steps.ofPresentation(CredentialFormat.DC_SD_JWT, true));
        assertThat(found(trace, Part.CREDENTIAL, Check.ISSUER)).isEqualTo(Acme.ORGANIZATION);
        assertThat(found(trace, Part.PRESENTATION, Check.TRANSACTION)).isEqualTo("0 entries");
        assertThat(found(trace, Part.CREDENTIAL, Check.MANDATOR))
                .isEqualTo(type == SdJwtType.PID ? "it is no mandate" : Acme.ORGANIZATION);
    }

    @Test
    void a_presentation_of_an_mdoc_passes_every_step_in_order() throws Exception {
        var trace = listening(() -> Carla.judge(Carla.shown(Carla.MDL).toString()), "accepted");

        assertThat(trace)
                .map(Trace.Passed::step)
                .containsExactlyElementsOf(Steps.ofPresentation(CredentialFormat.MSO_MDOC, true));
        assertThat(found(trace, Part.CREDENTIAL, Check.CHAIN)).contains("CN=Test Document Signer", " beneath ");
        assertThat(found(trace, Part.CREDENTIAL, Check.SIGNED_IN_TIME)).startsWith("2026-11-20T");
        assertThat(found(trace, Part.PRESENTATION, Check.DEVICE)).hasSize(43);
    }

    static Stream<Tampering> crimesOfMachines() {
        return Tampering.all().stream()
                .filter(crime -> !(crime instanceof AssertionTampering))
                .filter(crime -> crime != PresentationTampering.OF_ANOTHER_MACHINE);
    }

    @Tag("again")
    @ParameterizedTest
    @MethodSource("crimesOfMachines")
    void a_crime_of_a_machine_ends_the_steps_where_it_is_noticed(Tampering crime) throws Exception {
        var login = ACME.login(LearVersion.M2).build().tampered(crime);

        endsEarly(CredentialFormat.JWT_VC_JSON, () -> ACME.judge(login));
    }

    static Stream<Tampering> crimesWithSdJwts() {
        return Tampering.ofSdJwts().stream().filter(crime -> !(crime instanceof WalletTampering));
    }

    @Tag("again")
    @ParameterizedTest
    @MethodSource("crimesWithSdJwts")
    void a_crime_with_an_sd_jwt_ends_the_steps_where_it_is_noticed(Tampering crime) throws Exception {
        var shown = AnnDiscloses.login()
                .seal(AnnDiscloses.SEAL)
                .sdJwt(SdJwtType.SE)
                .build()
                .tampered(crime)
                .presentation();
        var query = AnnDiscloses.query(SdJwtType.SE, List.of());

        endsEarly(CredentialFormat.DC_SD_JWT, () -> AnnDiscloses.judge(shown, query));
    }

    @Tag("again")
    @ParameterizedTest
    @EnumSource
    void a_crime_with_an_mdoc_ends_the_steps_where_it_is_noticed(MdocTampering crime) throws Exception {
        var shown = new MdocScene(
                        Carla.AUTHORITY,
                        Carla.SIGNER,
                        MdocType.MDL,
                        Carla.KEY,
                        AnnDiscloses.ROGUE,
                        Carla.CLIENT_ID,
                        Carla.NONCE.value(),
                        null,
                        Carla.RESPONSE_URI,
                        Carla.AT,
                        Carla.RANDOM)
                .tampered(crime);

        endsEarly(CredentialFormat.MSO_MDOC, () -> Carla.judge(shown));
    }

    /** The step that is named is the one that failed. */
    @Test
    void the_first_step_that_was_not_passed_is_the_one_that_failed() throws Exception {
        for (var expected : List.of(
                new Expected(PresentationTampering.EXPIRED, Part.PRESENTATION, Check.FRESHNESS),
                new Expected(PresentationTampering.FOREIGN_AUDIENCE, Part.PRESENTATION, Check.AUDIENCE),
                new Expected(PresentationTampering.SIGNATURE_STRIPPED, Part.PRESENTATION, Check.SIGNATURE),
                new Expected(PresentationTampering.ALG_NONE, Part.PRESENTATION, Check.ALGORITHM),
                new Expected(PresentationTampering.HOLDER_OF_ANOTHER, Part.PRESENTATION, Check.HOLDER),
                new Expected(PresentationTampering.NEITHER_JTI_NOR_NONCE, Part.PRESENTATION, Check.NONCE))) {
            var login = ACME.login(LearVersion.M2).build().tampered(expected.crime());
            var trace = trace(() -> ACME.judge(login));

            assertThat(next(CredentialFormat.JWT_VC_JSON, trace))
                    .as(expected.toString())
                    .isEqualTo(new Step(expected.part(), expected.check()));
        }
    }

    private record Expected(Tampering crime, Part part, Check check) {}

    @Test
    void a_credential_alone_passes_every_step_that_is_not_about_its_holder() throws Exception {
        var at = Acme.AT;
        var machine = Acme.machineCredential().query().credentials().getFirst();
        var honest = ACME.login(LearVersion.M2).build();
        var inspection = new CredentialInspection(ACME.framework(), Acme.LIMITS, FormerType.REFUSED);
        var trace = new Trace();

        assertThat(trace.during(() -> inspection.inspect(machine, honest.credential(), at)))
                .isEmpty();
        assertThat(trace.passed())
                .map(Trace.Passed::step)
                .containsExactlyElementsOf(Steps.ofCredential(CredentialFormat.JWT_VC_JSON, true));
        assertThat(inspection.inspect(machine, honest.presentation(), at))
                .as("a presentation is no credential")
                .isPresent();
    }

    @Test
    void an_sd_jwt_and_an_mdoc_alone_pass_theirs() throws Exception {
        var query = AnnDiscloses.query(SdJwtType.SE, List.of());
        var held =
                AnnDiscloses.login().seal(AnnDiscloses.SEAL).sdJwt(SdJwtType.SE).build();
        var shown = held.presentation();
        var alone = shown.substring(0, shown.lastIndexOf('~') + 1);
        var sdJwts = new CredentialInspection(
                AnnDiscloses.framework(AnnDiscloses.AUTHORITY.anchorPem()), Acme.LIMITS, FormerType.REFUSED);
        var mdocs = new CredentialInspection(
                Carla.framework(Carla.AUTHORITY.anchorPem(), Carla.anybody()), Acme.LIMITS, FormerType.REFUSED);

        assertThat(inspected(sdJwts, query.credentials().getFirst(), alone))
                .containsExactlyElementsOf(Steps.ofCredential(CredentialFormat.DC_SD_JWT, true));
        assertThat(inspected(
                        mdocs,
                        Carla.mdl().credentials().getFirst(),
                        Carla.shown(Carla.MDL).toString()))
                .containsExactlyElementsOf(Steps.ofCredential(CredentialFormat.MSO_MDOC, true));
    }

    @Test
    void nothing_is_heard_where_nobody_listens() throws Exception {
        var before = new Trace();
        var login = ACME.login(LearVersion.M2).build();

        assertThat(Ann.code(ACME.judge(login))).isEqualTo("accepted");
        assertThat(before.passed()).isEmpty();
    }

    private static List<Step> inspected(CredentialInspection inspection, CredentialQuery query, String text) {
        var trace = new Trace();
        assertThat(trace.during(() -> inspection.inspect(query, text, Acme.AT))).isEqualTo(Optional.empty());
        return trace.passed().stream().map(Trace.Passed::step).toList();
    }

    private static void endsEarly(CredentialFormat format, Callable<Verdict> judgement) throws Exception {
        var plan = Steps.ofPresentation(format, true);
        var passed = trace(judgement).stream().map(Trace.Passed::step).toList();

        assertThat(passed.size()).isLessThan(plan.size());
        assertThat(passed).isEqualTo(plan.subList(0, passed.size()));
    }

    private static Step next(CredentialFormat format, List<Trace.Passed> passed) {
        return Steps.ofPresentation(format, true).get(passed.size());
    }

    private static List<Trace.Passed> trace(Callable<Verdict> judgement) throws Exception {
        var trace = new Trace();
        var verdict = trace.during(judgement::call);
        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        return trace.passed();
    }

    private static List<Trace.Passed> listening(Callable<Verdict> judgement, String code) throws Exception {
        var trace = new Trace();
        assertThat(Ann.code(trace.during(judgement::call))).isEqualTo(code);
        return trace.passed();
    }

    private static String found(List<Trace.Passed> trace, Part part, Check check) {
        return trace.stream()
                .filter(passed -> passed.step().equals(new Step(part, check)))
                .map(Trace.Passed::found)
                .findFirst()
                .orElseThrow();
    }
}
