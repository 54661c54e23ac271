package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.AT;
import static dev.verifier.presentation.AnnDiscloses.EMPLOYEE_CLAIMS;
import static dev.verifier.presentation.AnnDiscloses.KEY;
import static dev.verifier.presentation.AnnDiscloses.PROVIDER;
import static dev.verifier.presentation.AnnDiscloses.PROVIDER_SEAL;
import static dev.verifier.presentation.AnnDiscloses.QUERY;
import static dev.verifier.presentation.AnnDiscloses.RANDOM;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static dev.verifier.presentation.AnnDiscloses.framework;
import static dev.verifier.presentation.AnnDiscloses.judge;
import static dev.verifier.presentation.AnnDiscloses.login;
import static dev.verifier.presentation.AnnDiscloses.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.ClaimsPath;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.status.StatusReading;
import dev.verifier.trust.FormerType;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.SdJwt;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtTampering;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletTampering;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SD-JWT VCs that a person shows parts of: who is believed, with what, and who is not. */
class SdJwtVcTests {

    private static final Properties REASONS = reasons();

    @ParameterizedTest
    @EnumSource(names = {"SE", "SE_EUDI"})
    void believes_an_employee_and_shows_what_was_disclosed_and_no_more(SdJwtType type) throws Exception {
        var login = login().seal(SEAL).sdJwt(type).disclosing(EMPLOYEE_CLAIMS).build();

        var credential = accepted(judge(login.presentation(), query(type, EMPLOYEE_CLAIMS)));

        assertThat(credential.format()).isEqualTo(CredentialFormat.DC_SD_JWT);
        assertThat(credential.types()).containsExactly(new CredentialType(type.vct()));
        assertThat(credential.issuer()).isEqualTo(new IssuerId(Acme.ORGANIZATION));
        assertThat(credential.holder().did()).hasToString(KEY.did());
        assertThat(credential.holder().id()).isEqualTo(Ann.NONCE.value());
        assertThat(credential.holder().worthlessFrom())
                .isEqualTo(AT.plus(Duration.ofMinutes(10)).plusSeconds(30));
        assertThat(credential.status()).isEqualTo(new StatusReading.NotRevoked());
        assertThat(credential.participant()).contains(new IssuerId(Acme.ORGANIZATION));
        assertThat(credential.window().contains(AT)).isTrue();
        assertThat(credential.ids()).hasSize(1);
        assertThat(credential.document())
                .containsOnlyKeys("iss", "vct", "iat", "nbf", "exp", "jti", "mandate")
                .isEqualTo(credential.subject());
        var mandate = credential.mandate().orElseThrow();
        assertThat(mandate.mandatee().email()).isEqualTo("ann@acme.example");
        assertThat(mandate.mandatee().firstName()).isNull();
        assertThat(mandate.mandator().organization()).isEqualTo(new IssuerId(Acme.ORGANIZATION));
        assertThat(mandate.powers()).hasSize(1);
        assertThat(credential.document().toString()).doesNotContain("_sd", "Lee", "...");
    }

    @ParameterizedTest
    @EnumSource(names = {"SM", "SM_EUDI"})
    void believes_a_machine_too(SdJwtType type) throws Exception {
        var login = login().seal(SEAL).sdJwt(type).build();

        var credential = accepted(judge(login.presentation(), query(type, List.of())));

        assertThat(credential.mandate().orElseThrow().mandatee().id()).isEqualTo(KEY.did());
    }

    @Test
    void believes_a_provider_of_identities_in_objects_and_arrays() throws Exception {
        var held = new SdJwtIssuer(PROVIDER_SEAL, PROVIDER.toString(), RANDOM)
                .issue(SdJwtType.PID, Holder.employee(KEY), AT.minusSeconds(60));
        var asked = List.of(
                List.of("family_name"), List.of("address", "country"), Arrays.<Object>asList("nationalities", null));
        var shown = login().credential(held.toString()).disclosing(asked).build();

        var credential = accepted(judge(shown.presentation(), query(SdJwtType.PID, asked)));

        assertThat(credential.issuer()).isEqualTo(new IssuerId(PROVIDER.toString()));
        assertThat(credential.mandate()).isEmpty();
        assertThat(credential.participant()).isEmpty();
        assertThat(credential.document())
                .containsEntry("family_name", "Lee")
                .containsEntry("address", Map.of("country", "ES"))
                .containsEntry("nationalities", List.of("ES", "IE"))
                .doesNotContainKeys("given_name", "birthdate", "email", "cnf", "_sd", "_sd_alg");
        assertThat(ClaimsPath.of("address", "locality").select(credential.document()))
                .isEmpty();
    }

    @Test
    void an_issuer_that_does_not_name_itself_is_whom_its_certificate_names() throws Exception {
        var organization = held(new SdJwtIssuer(SEAL, "", RANDOM), SdJwtType.SE);
        var labelled = held(new SdJwtIssuer(SEAL, SEAL.did(), RANDOM), SdJwtType.SE);
        var provider = held(new SdJwtIssuer(PROVIDER_SEAL, "", RANDOM), SdJwtType.PID);

        for (var credential : List.of(organization, labelled)) {
            assertThat(accepted(judge(credential, query(SdJwtType.SE, List.of())))
                            .issuer())
                    .isEqualTo(new IssuerId(Acme.ORGANIZATION));
        }
        // Genuine, and nobody put its subject on a list.
        assertThat(code(judge(provider, query(SdJwtType.PID, List.of())))).isEqualTo("issuer_not_trusted");
    }

    /** S-06: who does not say who they are is asked all the same. */
    @Test
    void an_issuer_is_not_believed_for_not_naming_itself() throws Exception {
        var stranger =
                TestAuthority.create(AT.minus(Duration.ofDays(30)), RANDOM).seal(Acme.ORGANIZATION, SealKey.P_256);
        var query = query(SdJwtType.SE, List.of());

        assertThat(code(judge(held(new SdJwtIssuer(SEAL, "", RANDOM), SdJwtType.SE), query)))
                .isEqualTo("accepted");
        assertThat(code(judge(held(new SdJwtIssuer(stranger, "", RANDOM), SdJwtType.SE), query)))
                .isEqualTo("certificate_not_trusted");
    }

    /** Attacks SD-08 and TR-08: a name is what the certificate says, whatever it might resolve to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:web:127.0.0.1%3A1",
                "did:web:acme.example",
                "did:jwk:eyJrdHkiOiJFQyJ9",
                "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
                "did:ebsi:zvHWX359A3CvfJnCYaAiAde",
                "did:elsi:VATES-B00000000",
                "https://acme.example",
                "http://127.0.0.1:1/.well-known/jwt-vc-issuer",
                "Acme"
            })
    void an_issuer_goes_by_no_name_that_its_certificate_does_not_have(String name) throws Exception {
        var query = query(SdJwtType.SE, List.of());

        assertThat(code(judge(held(new SdJwtIssuer(SEAL, SEAL.did(), RANDOM), SdJwtType.SE), query)))
                .isEqualTo("accepted");
        assertThat(code(judge(held(new SdJwtIssuer(SEAL, name, RANDOM), SdJwtType.SE), query)))
                .isEqualTo("issuer_names_disagree");
    }

    /** S-06, attack SD-09: to be listed is not enough. */
    @Test
    void wants_the_issuer_to_be_accredited_for_the_type() throws Exception {
        var shown = held(new SdJwtIssuer(SEAL, RANDOM), SdJwtType.SE);
        var query = query(SdJwtType.SE, List.of());
        var pem = AnnDiscloses.AUTHORITY.anchorPem();

        assertThat(code(judge(shown, query, framework(pem, SdJwtType.SE), FormerType.REFUSED)))
                .isEqualTo("accepted");
        assertThat(code(judge(shown, query, framework(pem, SdJwtType.SM, SdJwtType.PID), FormerType.REFUSED)))
                .isEqualTo("issuer_not_accredited");
    }

    /** SD-JWT VC -18 §2.2.2.2 has {@code aka_vcts}: an issuer is accredited for what stands in {@code vct}. */
    @Test
    void is_of_no_type_beside_its_own() throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var draft = issuer.draft(SdJwtType.SE_EUDI, Holder.employee(KEY), AT.minusSeconds(60))
                .with("aka_vcts", List.of(SdJwtType.SE.vct()));

        assertThat(code(judge(shown(issuer.sign(draft)), query(SdJwtType.SE_EUDI, List.of()))))
                .isEqualTo("accepted");
        assertThat(code(judge(shown(issuer.sign(draft)), query(SdJwtType.SE, List.of()))))
                .isEqualTo("credential_type_not_asked");
    }

    /** HAIP 1.0 §6.1.1. */
    @Test
    void wants_the_issuer_s_certificates_in_the_header() throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var draft = issuer.draft(SdJwtType.SE, Holder.employee(KEY), AT.minusSeconds(60));
        var query = query(SdJwtType.SE, List.of());

        assertThat(code(judge(shown(issuer.sign(draft)), query))).isEqualTo("accepted");
        assertThat(code(judge(shown(issuer.sign(draft.withoutHeader("x5c"))), query)))
                .isEqualTo("certificate_missing");
        assertThat(code(judge(
                        shown(issuer.sign(draft.withoutHeader("x5c").withHeader("kid", "https://trap.example/key"))),
                        query)))
                .isEqualTo("certificate_missing");
    }

    private static String shown(SdJwt held) {
        return login().credential(held.toString()).build().presentation();
    }

    private static String held(SdJwtIssuer issuer, SdJwtType type) {
        var held = issuer.issue(type, Holder.employee(KEY), AT.minusSeconds(60));
        return login().credential(held.toString()).build().presentation();
    }

    @Test
    void what_was_asked_for_must_be_disclosed() throws Exception {
        var hidden =
                login().seal(SEAL).sdJwt(SdJwtType.SE).disclosing(List.of()).build();

        assertThat(code(judge(hidden.presentation(), query(SdJwtType.SE, List.of()))))
                .isEqualTo("accepted");
        assertThat(code(judge(hidden.presentation(), query(SdJwtType.SE, EMPLOYEE_CLAIMS))))
                .isEqualTo("asked_claim_missing");
        assertThat(code(judge(hidden.presentation(), query(SdJwtType.SE_EUDI, List.of()))))
                .isEqualTo("credential_type_not_asked");
    }

    /** OpenID4VP 1.0 §6.4.2: what may be left out may be left out whole, and who shows half of it shows nothing. */
    @Test
    void half_of_an_option_is_no_answer_even_where_none_is_required() throws Exception {
        var honest = login().seal(SEAL).sdJwt(SdJwtType.SE).build().presentation();
        var queries = Stream.of(QUERY.value(), "other")
                .map(id -> Map.of(
                        "id", id, "format", "dc+sd-jwt", "meta", Map.of("vct_values", List.of(SdJwtType.SE.vct()))))
                .toList();

        assertThat(code(judge(honest, optional(queries, List.of(QUERY.value())))))
                .isEqualTo("accepted");
        assertThat(code(judge(honest, optional(queries, List.of(QUERY.value(), "other")))))
                .isEqualTo("query_not_answered");
    }

    private static DcqlQuery optional(List<?> queries, List<String> option) {
        var set = Map.of("options", List.of(option), "required", false);
        return DcqlQuery.parse(Map.of("credentials", queries, "credential_sets", List.of(set)));
    }

    @Test
    void the_type_header_of_drafts_is_read_where_it_is_tolerated() throws Exception {
        var former = login().seal(SEAL).sdJwt(SdJwtType.SE).build().tampered(SdJwtTampering.TYPE_OF_DRAFTS);
        var current = login().seal(SEAL).sdJwt(SdJwtType.SE).build();
        var used = new AtomicInteger();
        var tolerated = new FormerType() {

            @Override
            public boolean tolerated() {
                return true;
            }

            @Override
            public void used() {
                used.incrementAndGet();
            }
        };
        var trust = framework(AnnDiscloses.AUTHORITY.anchorPem());
        var query = query(SdJwtType.SE, List.of());

        assertThat(code(judge(former.presentation(), query, trust, FormerType.REFUSED)))
                .isEqualTo("credential_typ_not_allowed");
        assertThat(code(judge(current.presentation(), query, trust, tolerated))).isEqualTo("accepted");
        assertThat(used).hasValue(0);
        assertThat(code(judge(former.presentation(), query, trust, tolerated))).isEqualTo("accepted");
        assertThat(used).hasValue(1);
    }

    @Test
    void a_status_list_is_where_the_status_is_and_must_be_read() throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var draft = issuer.draft(SdJwtType.SE, Holder.employee(KEY), AT.minusSeconds(60))
                .with("status/status_list", Map.of("idx", 7, "uri", "https://issuer.example/1"));
        var login = login().credential(issuer.sign(draft).toString()).build();

        // Until somebody reads it, the answer is that nobody knows.
        assertThat(code(judge(login.presentation(), query(SdJwtType.SE, List.of()))))
                .isEqualTo("credential_status_unknown");
    }

    @Test
    void the_digest_of_a_type_is_kept_as_it_was_signed_and_must_be_text_in_the_open() throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var plain = issuer.draft(SdJwtType.SE, Holder.employee(KEY), AT.minusSeconds(60));
        var query = query(SdJwtType.SE, List.of());
        // Of SRI, and in the alphabet of the specification's own examples.
        for (var digest : List.of(
                "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "sha256-47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")) {
            var signed = issuer.sign(plain.with("vct#integrity", digest)).toString();
            var credential = accepted(judge(login().credential(signed).build().presentation(), query));

            assertThat(credential.document()).containsEntry("vct#integrity", digest);
        }
        for (var odd : List.<Object>of(7, "", List.of("sha256-x"), Map.of())) {
            var signed = issuer.sign(plain.with("vct#integrity", odd)).toString();

            assertThat(code(judge(login().credential(signed).build().presentation(), query)))
                    .isEqualTo("credential_malformed");
        }
        var concealed = issuer.sign(plain.with("vct#integrity", "sha256-x").concealing("vct#integrity"))
                .toString();
        assertThat(code(judge(login().credential(concealed).build().presentation(), query)))
                .isEqualTo("claim_not_for_disclosure");
    }

    @Test
    void what_may_end_a_mandate_is_not_its_holder_s_to_withhold() throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var plain = issuer.draft(SdJwtType.SE, Holder.employee(KEY), AT.minusSeconds(60));
        var ending =
                plain.with("mandate/life_span/end_date_time", AT.plusSeconds(60).toString());
        var over =
                plain.with("mandate/life_span/end_date_time", AT.minusSeconds(1).toString());

        assertThat(hiding(issuer.sign(ending))).isEqualTo("accepted");
        assertThat(hiding(issuer.sign(over))).isEqualTo("credential_expired");
        for (var mandate : List.of(ending, over)) {
            assertThat(hiding(issuer.sign(mandate.concealing("mandate", "life_span"))))
                    .isEqualTo("claim_not_for_disclosure");
            assertThat(hiding(issuer.sign(mandate.concealing("mandate", "life_span", "end_date_time"))))
                    .isEqualTo("claim_not_for_disclosure");
        }
        assertThat(code(judge(
                        shown(issuer.sign(ending.concealing("mandate", "life_span"))), query(SdJwtType.SE, List.of()))))
                .as("shown, it is as good as in the open")
                .isEqualTo("accepted");
        assertThat(hiding(issuer.sign(plain.with("mandate/note", "x").concealing("mandate", "note"))))
                .as("nobody can tell what it is")
                .isEqualTo("claim_not_for_disclosure");
    }

    @Test
    void what_names_a_mandate_is_not_its_holder_s_to_withhold() throws Exception {
        var issuer = new SdJwtIssuer(SEAL, RANDOM);
        var plain = issuer.draft(SdJwtType.SE, Holder.employee(KEY), AT.minusSeconds(60))
                .withDecoys(0);
        var provider = new SdJwtIssuer(PROVIDER_SEAL, PROVIDER.toString(), RANDOM);
        var identity = provider.draft(SdJwtType.PID, Holder.employee(KEY), AT.minusSeconds(60));

        assertThat(hiding(issuer.sign(plain))).isEqualTo("accepted");
        assertThat(hiding(issuer.sign(plain.concealing("jti")))).isEqualTo("claim_not_for_disclosure");
        assertThat(code(judge(shown(issuer.sign(plain.concealing("jti"))), query(SdJwtType.SE, List.of()))))
                .isEqualTo("accepted");
        assertThat(hiding(issuer.sign(
                        plain.with("status/status_list", Map.of("idx", 7, "uri", "https://issuer.example/1"))
                                .concealing("jti"))))
                .as("its status says whether it is revoked")
                .isEqualTo("credential_status_unknown");
        assertThat(code(judge(
                        login().credential(provider.sign(identity.concealing("jti"))
                                        .toString())
                                .disclosing(List.of())
                                .build()
                                .presentation(),
                        query(SdJwtType.PID, List.of()))))
                .as("what is no mandate hides most of itself")
                .isEqualTo("accepted");
    }

    /** What becomes of a mandate of which nothing is shown that can be kept back. */
    private static String hiding(SdJwt held) throws Exception {
        var login = login().credential(held.toString()).disclosing(List.of()).build();
        return code(judge(login.presentation(), query(SdJwtType.SE, List.of())));
    }

    @Test
    void a_bare_presentation_is_known_by_its_looks() throws Exception {
        var login = login().seal(SEAL).sdJwt(SdJwtType.SE).build();
        var query = query(SdJwtType.SE, List.of());

        assertThat(VpToken.parse(login.presentation(), query, _ -> true, Ann.LIMITS))
                .isEqualTo(VpToken.of(QUERY, login.presentation()));
        assertThat(Presentation.looksLike(CredentialFormat.JWT_VC_JSON, login.presentation()))
                .isFalse();
        assertThat(Presentation.looksLike(CredentialFormat.DC_SD_JWT, login.presentation()))
                .isTrue();
        assertThat(Presentation.looksLike(CredentialFormat.DC_SD_JWT, "~")).isFalse();
        assertThat(Presentation.looksLike(CredentialFormat.DC_SD_JWT, "a.b.c")).isFalse();
    }

    static Stream<Tampering> crimes() {
        return Tampering.ofSdJwts().stream()
                // Of what carries the presentation; told where that is read.
                .filter(crime -> !(crime instanceof WalletTampering onWallet) || onPresentation(onWallet));
    }

    private static boolean onPresentation(WalletTampering crime) {
        return crime == WalletTampering.WRONG_CREDENTIAL_TYPE
                || EnumSet.range(WalletTampering.WRONG_NONCE, WalletTampering.STRIPPED_SIGNATURE)
                        .contains(crime);
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void each_crime_is_caught_for_its_own_reason(Tampering crime) throws Exception {
        var honest = login().seal(SEAL).sdJwt(SdJwtType.SE).build();
        var query = query(SdJwtType.SE, List.of());

        assertThat(code(judge(honest.presentation(), query))).isEqualTo("accepted");
        assertThat(code(judge(honest.tampered(crime).presentation(), query)))
                .isEqualTo(REASONS.getProperty(crime.id()));
    }

    @Test
    void every_line_of_the_gallery_is_about_a_crime() {
        assertThat(REASONS.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(crimes().map(Tampering::id).toList());
    }

    @Test
    void what_one_has_seen_is_no_use_for_another() throws Exception {
        WalletLogin login = login().seal(SEAL).sdJwt(SdJwtType.SE).build();
        var asked = query(SdJwtType.SE, List.of());
        var other = PresentationRequest.ofWallet(
                asked, Nonce.fresh(RANDOM), Ann.asked().audience(), Ann.FRESHNESS, new Handover.None());
        var verifier = new PresentationVerifier(
                framework(AnnDiscloses.AUTHORITY.anchorPem()),
                new PresentationLimits(Ann.LIMITS, 5, 200),
                FormerType.REFUSED);

        assertThat(code(verifier.verify(VpToken.of(QUERY, login.presentation()), other, AT)))
                .isEqualTo("presentation_wrong_nonce");
        for (var late : List.of(Duration.ofMinutes(11), Duration.ofMinutes(-1))) {
            assertThat(code(verifier.verify(VpToken.of(QUERY, login.presentation()), Ann.asked(asked), AT.plus(late))))
                    .isEqualTo(late.isNegative() ? "presentation_not_yet_valid" : "presentation_expired");
        }
    }

    private static VerifiedCredential accepted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).credential(QUERY);
    }

    private static String code(Verdict verdict) {
        return Ann.code(verdict);
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var file = SdJwtVcTests.class.getResourceAsStream("/sdjwt-crimes.properties")) {
            reasons.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
