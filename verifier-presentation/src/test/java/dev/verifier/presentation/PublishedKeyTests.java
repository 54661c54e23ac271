package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.AT;
import static dev.verifier.presentation.AnnDiscloses.KEY;
import static dev.verifier.presentation.AnnDiscloses.PROVIDER;
import static dev.verifier.presentation.AnnDiscloses.PROVIDER_SEAL;
import static dev.verifier.presentation.AnnDiscloses.QUERY;
import static dev.verifier.presentation.AnnDiscloses.RANDOM;
import static dev.verifier.presentation.AnnDiscloses.ROGUE;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static dev.verifier.presentation.AnnDiscloses.login;
import static dev.verifier.presentation.AnnDiscloses.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.trust.AnchoredIssuers;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.IssuerMetadata;
import dev.verifier.trust.KeyEvidence;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.SdJwtDraft;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers of SD-JWT VCs without certificates, who publish their keys (SD-JWT VC §5): who is believed, and whose server is asked. */
class PublishedKeyTests {

    private static final URI DOCUMENT = URI.create("https://pid.example/.well-known/jwt-vc-issuer/issuer");
    private static final Seal OTHER_SEAL = AnnDiscloses.AUTHORITY.seal("VATES-B99999999", SealKey.P_256);

    private final AtomicInteger fetched = new AtomicInteger();

    @Test
    void a_listed_issuer_is_believed_by_the_key_it_publishes() throws Exception {
        var verdict =
                judge(credential(PROVIDER_SEAL, UnaryOperator.identity()), publishing(jwks(key(PROVIDER_SEAL, "1"))));

        assertThat(Ann.code(verdict)).isEqualTo("accepted");
        var credential = ((Verdict.Accepted) verdict).credential(QUERY);
        assertThat(credential.issuer()).isEqualTo(new IssuerId(PROVIDER.toString()));
        assertThat(credential.evidence())
                .isEqualTo(new KeyEvidence.Published(DOCUMENT, AT, PublicJwk.of(PROVIDER_SEAL.publicKey())));
        assertThat(credential.anchorSource()).isEmpty();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void without_a_word_of_the_operator_nobody_is() throws Exception {
        assertThat(Ann.code(judge(credential(PROVIDER_SEAL, UnaryOperator.identity()), null)))
                .isEqualTo("certificate_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/issuer",
                "https://pid.example/issuer/",
                "https://pid.example/other/../issuer",
                "https://PID.example/issuer",
                "https://pid.example:443/issuer"
            })
    void nothing_is_fetched_from_an_issuer_that_is_not_on_the_list_letter_by_letter(String name) throws Exception {
        var verdict = judge(
                credential(PROVIDER_SEAL, draft -> draft.with("iss", name)), publishing(jwks(key(PROVIDER_SEAL, "1"))));

        assertThat(Ann.code(verdict)).isEqualTo("issuer_not_trusted");
        assertThat(fetched).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pid.example/issuer",
                "https://me@pid.example/issuer",
                "https://pid.example/issuer?x",
                "https://pid.example/issuer#x",
                "did:elsi:VATES-A12345678",
                "file:///etc/passwd",
                "https:pid.example",
                "VATES-A12345678"
            })
    void who_is_no_plain_https_url_needs_certificates(String name) throws Exception {
        var verdict = judge(
                credential(PROVIDER_SEAL, draft -> draft.with("iss", name)), publishing(jwks(key(PROVIDER_SEAL, "1"))));

        assertThat(Ann.code(verdict)).isEqualTo("certificate_missing");
        assertThat(fetched).hasValue(0);
    }

    @Test
    void who_does_not_name_itself_needs_certificates() throws Exception {
        var nameless = credential(PROVIDER_SEAL, draft -> draft.without("iss"));

        assertThat(Ann.code(judge(nameless, publishing(jwks(key(PROVIDER_SEAL, "1"))))))
                .isEqualTo("certificate_missing");
        assertThat(fetched).hasValue(0);
    }

    @Test
    void who_has_certificates_is_judged_by_them_alone() throws Exception {
        var foreign = new SdJwtIssuer(SEAL, PROVIDER.toString(), RANDOM);
        var draft = foreign.draft(SdJwtType.PID, Holder.employee(KEY), AT.minusSeconds(60));

        assertThat(Ann.code(judge(foreign.sign(draft).toString(), publishing(jwks(key(SEAL, "1"))))))
                .isEqualTo("issuer_names_disagree");
        assertThat(fetched).hasValue(0);
    }

    @Test
    void another_key_than_the_published_ones_is_not_its_own() throws Exception {
        var forged = credential(OTHER_SEAL, UnaryOperator.identity());
        var forgedWithKey = credential(OTHER_SEAL, draft -> draft.withHeader("jwk", ROGUE.did()));

        assertThat(Ann.code(judge(forged, publishing(jwks(key(PROVIDER_SEAL, "1"))))))
                .isEqualTo("credential_signature_invalid");
        assertThat(Ann.code(judge(forgedWithKey, publishing(jwks(key(PROVIDER_SEAL, "1"))))))
                .isEqualTo("credential_signature_invalid");
    }

    @Test
    void a_key_is_found_by_its_id_and_nobody_guesses() throws Exception {
        var named = credential(PROVIDER_SEAL, draft -> draft.withHeader("kid", "2"));
        var two = List.of(key(OTHER_SEAL, "1"), key(PROVIDER_SEAL, "2"));

        assertThat(Ann.code(judge(named, publishing(jwks(two))))).isEqualTo("accepted");
        for (var keys : List.of(
                jwks(key(PROVIDER_SEAL, "1")),
                jwks(List.of(key(OTHER_SEAL, "2"), key(PROVIDER_SEAL, "2"))),
                jwks(key(PROVIDER_SEAL, "2").replace("{", "{\"use\":\"enc\",")),
                jwks(key(PROVIDER_SEAL, "2").replace("{", "{\"key_ops\":[\"deriveBits\"],")),
                jwks(key(PROVIDER_SEAL, "2").replace("{", "{\"key_ops\":\"verify\",")),
                jwks(key(PROVIDER_SEAL, "2").replace("{", "{\"alg\":\"ES384\",")),
                jwks(key(PROVIDER_SEAL, "2").replace("{", "{\"d\":\"AAAA\",")),
                jwks(List.of()))) {
            assertThat(Ann.code(judge(named, publishing(keys)))).isEqualTo("credential_key_unknown");
        }
        assertThat(Ann.code(judge(credential(PROVIDER_SEAL, UnaryOperator.identity()), publishing(jwks(two)))))
                .isEqualTo("credential_key_unknown");
        var forIt = key(PROVIDER_SEAL, "2").replace("{", "{\"use\":\"sig\",\"key_ops\":[\"verify\"],");
        assertThat(Ann.code(judge(named, publishing(jwks(forIt))))).isEqualTo("accepted");
        assertThat(Ann.code(judge(named, publishing(jwks(List.of("{\"kty\":\"odd\"}", key(PROVIDER_SEAL, "2")))))))
                .isEqualTo("accepted");
    }

    @Test
    void a_document_about_another_issuer_or_with_two_answers_is_none() throws Exception {
        var keys = "\"jwks\":" + jwks(key(PROVIDER_SEAL, "1"));
        for (var document : List.of(
                "{\"issuer\":\"https://pid.example/issuer/\"," + keys + "}",
                "{\"issuer\":\"https://pid.example\"," + keys + "}",
                "{" + keys + "}",
                "{\"issuer\":\"" + PROVIDER + "\"}",
                "{\"issuer\":\"" + PROVIDER + "\",\"jwks\":[]}",
                "{\"issuer\":\"" + PROVIDER + "\",\"jwks\":{}}",
                "{\"issuer\":\"" + PROVIDER + "\",\"jwks\":{\"keys\":{}}}",
                "{\"issuer\":\"" + PROVIDER + "\",\"jwks\":{\"keys\":[" + "7,".repeat(50) + "7]}}",
                "{\"issuer\":\"" + PROVIDER + "\",\"jwks_uri\":7}",
                "{\"issuer\":\"" + PROVIDER + "\",\"jwks_uri\":\"https://pid.example/keys\"," + keys + "}",
                "[]",
                "{\"issuer\":\"" + PROVIDER + "\",\"issuer\":\"" + PROVIDER + "\"," + keys + "}")) {
            assertThat(Ann.code(judge(credential(PROVIDER_SEAL, UnaryOperator.identity()), onPaper(document))))
                    .as(document)
                    .isEqualTo("issuer_metadata_unusable");
        }
    }

    @Test
    void an_issuer_that_may_not_issue_what_was_asked_for_is_not_asked() throws Exception {
        var verdict = judge(
                credential(PROVIDER_SEAL, UnaryOperator.identity()),
                publishing(jwks(key(PROVIDER_SEAL, "1"))),
                query(SdJwtType.SE, List.of()),
                onlyIdentities());

        assertThat(Ann.code(verdict)).isEqualTo("issuer_not_accredited");
        assertThat(fetched).hasValue(0);
    }

    @Test
    void where_anchors_are_the_list_there_are_no_published_keys() throws Exception {
        var anchors = AnnDiscloses.framework(AnnDiscloses.AUTHORITY.anchorPem());
        var domain = anchors.domains().require(Set.of(new CredentialType(SdJwtType.PID.vct())));
        var anchored = new AnchoredIssuers(Set.of(new CredentialType(SdJwtType.PID.vct())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustDomain(
                        domain.anchors(),
                        anchored,
                        domain.origins(),
                        Optional.of(publishing(jwks(key(PROVIDER_SEAL, "1"))))));
    }

    @Test
    void what_was_believed_stands_while_the_key_is_published() throws Exception {
        var trust = trusting(publishing(jwks(key(PROVIDER_SEAL, "1"))), issuers());
        var verdict =
                judge(credential(PROVIDER_SEAL, UnaryOperator.identity()), publishing(jwks(key(PROVIDER_SEAL, "1"))));
        var believed = BelievedCredential.of(((Verdict.Accepted) verdict).credential(QUERY));
        var later = AT.plus(Duration.ofHours(3));

        assertThat(believed.footing()).isInstanceOf(BelievedCredential.Published.class);
        assertThat(new StandingCheck(trust).require(believed, later)).isNotNull();
        assertThat(standing(trusting(publishing(jwks(key(PROVIDER_SEAL, "renamed"))), issuers()), believed))
                .isEqualTo("stands");
        assertThat(standing(trusting(publishing(jwks(key(OTHER_SEAL, "1"))), issuers()), believed))
                .isEqualTo("issuer_key_withdrawn");
        assertThat(standing(trusting(null, issuers()), believed)).isEqualTo("certificate_missing");
        fetched.set(0);
        assertThat(standing(trusting(publishing(jwks(key(PROVIDER_SEAL, "1"))), _ -> List.of()), believed))
                .isEqualTo("issuer_not_trusted");
        assertThat(fetched).hasValue(0);
    }

    private static String standing(TrustFramework trust, BelievedCredential believed) {
        try {
            new StandingCheck(trust).require(believed, AT.plus(Duration.ofHours(3)));
            return "stands";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    private static String credential(Seal seal, UnaryOperator<SdJwtDraft> edit) {
        var issuer = new SdJwtIssuer(seal, PROVIDER.toString(), RANDOM);
        var draft = issuer.draft(SdJwtType.PID, Holder.employee(KEY), AT.minusSeconds(60));
        return issuer.sign(edit.apply(draft.withoutHeader("x5c"))).toString();
    }

    private static Verdict judge(String credential, @Nullable IssuerMetadata metadata) throws Exception {
        return judge(credential, metadata, query(SdJwtType.PID, List.of()), issuers());
    }

    private static Verdict judge(
            String credential, @Nullable IssuerMetadata metadata, DcqlQuery query, TrustedIssuers issuers)
            throws Exception {
        var shown = login().credential(credential).build().presentation();
        return AnnDiscloses.judge(shown, query, trusting(metadata, issuers), FormerType.REFUSED);
    }

    private static TrustFramework trusting(@Nullable IssuerMetadata metadata, TrustedIssuers issuers) throws Exception {
        var usual = AnnDiscloses.framework(AnnDiscloses.AUTHORITY.anchorPem());
        var domain = usual.domains().require(Set.of(new CredentialType(SdJwtType.PID.vct())));
        return new TrustFramework(
                TrustDomains.of(
                        new TrustDomain(domain.anchors(), issuers, domain.origins(), Optional.ofNullable(metadata))),
                usual.participants(),
                usual.status());
    }

    private static TrustedIssuers issuers() throws Exception {
        return AnnDiscloses.framework(AnnDiscloses.AUTHORITY.anchorPem())
                .domains()
                .require(Set.of(new CredentialType(SdJwtType.PID.vct())))
                .issuers();
    }

    private static TrustedIssuers onlyIdentities() throws Exception {
        var usual = issuers();
        return issuer -> usual.accreditations(issuer).stream()
                .filter(accreditation -> accreditation.type().name().equals(SdJwtType.PID.vct()))
                .toList();
    }

    private IssuerMetadata publishing(String jwks) {
        return onPaper("{\"issuer\":\"" + PROVIDER + "\",\"jwks\":" + jwks + "}");
    }

    private IssuerMetadata onPaper(String document) {
        var paper = IssuerMetadata.onPaper(Map.of(DOCUMENT, document.getBytes(StandardCharsets.UTF_8)), AT);
        return issuer -> {
            fetched.incrementAndGet();
            return paper.require(issuer);
        };
    }

    private static String jwks(String key) {
        return jwks(List.of(key));
    }

    private static String jwks(List<String> keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static String key(Seal seal, String id) throws Exception {
        PublicKey key = seal.publicKey();
        var members = new LinkedHashMap<>(PublicJwk.of(key).asMap());
        members.put("kid", id);
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
