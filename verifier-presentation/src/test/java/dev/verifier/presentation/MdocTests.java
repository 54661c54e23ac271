package dev.verifier.presentation;

import static dev.verifier.presentation.Carla.AT;
import static dev.verifier.presentation.Carla.AUTHORITY;
import static dev.verifier.presentation.Carla.CLIENT_ID;
import static dev.verifier.presentation.Carla.HANDOVER;
import static dev.verifier.presentation.Carla.ISSUER;
import static dev.verifier.presentation.Carla.KEY;
import static dev.verifier.presentation.Carla.LICENCE;
import static dev.verifier.presentation.Carla.MDL;
import static dev.verifier.presentation.Carla.NONCE;
import static dev.verifier.presentation.Carla.RANDOM;
import static dev.verifier.presentation.Carla.RESPONSE_URI;
import static dev.verifier.presentation.Carla.SIGNER;
import static dev.verifier.presentation.Carla.anybody;
import static dev.verifier.presentation.Carla.asked;
import static dev.verifier.presentation.Carla.framework;
import static dev.verifier.presentation.Carla.judge;
import static dev.verifier.presentation.Carla.mdl;
import static dev.verifier.presentation.Carla.query;
import static dev.verifier.presentation.Carla.shown;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.PublicJwk;
import dev.verifier.status.ListForms;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusLists;
import dev.verifier.status.StatusPolicy;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.DocumentSigner;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.SignerOddity;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.mdoc.DeviceResponse;
import dev.verifier.wallet.mdoc.Mdoc;
import dev.verifier.wallet.mdoc.MdocIssuer;
import dev.verifier.wallet.mdoc.MdocType;
import dev.verifier.wallet.mdoc.Transcript;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** mdocs that are believed, and what is known of them then. */
class MdocTests {

    private static final String ORIGIN = "https://shop.example";

    private static VerifiedCredential believed(Verdict verdict) {
        return ((Verdict.Accepted) verdict).credential(LICENCE);
    }

    private static String code(Mdoc mdoc) throws Exception {
        return Carla.code(shown(mdoc).toString());
    }

    @ParameterizedTest
    @EnumSource
    void believes_a_document_that_answers_the_request(MdocType type) throws Exception {
        var mdoc = ISSUER.issue(type, KEY.publicKey(), AT);
        var credential = believed(judge(shown(mdoc).toString(), asked(query(type.docType(), List.of()), HANDOVER)));

        assertThat(credential.format()).isEqualTo(CredentialFormat.MSO_MDOC);
        assertThat(credential.types()).containsExactly(new CredentialType(type.docType()));
        assertThat(credential.issuer().value()).startsWith("x509:").contains("CN=Test Document Signer");
        assertThat(credential.holder().key()).isEqualTo(PublicJwk.of(KEY.publicKey()));
        assertThat(credential.holder().id()).isEqualTo(NONCE.value());
        assertThat(credential.holder().worthlessFrom()).isAfter(AT);
        assertThat(credential.window()).isEqualTo(new ValidityWindow(AT, AT.plus(Duration.ofDays(90))));
        assertThat(credential.document()).containsOnlyKeys(type.nameSpace());
        assertThat(credential.document().get(type.nameSpace())).isNotNull();
    }

    @Test
    void shows_elements_as_json_has_them() throws Exception {
        assertThat(believed(judge(shown(MDL).toString())).document().get("org.iso.18013.5.1"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("family_name", "Lee")
                .containsEntry("birth_date", "1990-02-03")
                .containsEntry("age_over_18", true)
                .containsEntry("height", 171L)
                .containsEntry("portrait", "YSBwb3J0cmFpdA")
                .containsEntry(
                        "driving_privileges",
                        List.of(Map.of("vehicle_category_code", "B", "issue_date", "2010-05-06")));
    }

    @ParameterizedTest
    @CsvSource({
        "org.iso.18013.5.1, family_name, Lee, accepted",
        "org.iso.18013.5.1, family_name, lee, asked_value_missing",
        "org.iso.18013.5.1, nickname, , asked_claim_missing",
        "org.iso.18013.5.2, family_name, , asked_claim_missing",
        "org.iso.18013.5.1, birth_date, 1990-02-03, accepted",
        "org.iso.18013.5.1, portrait, , accepted"
    })
    void finds_claims_by_name_space_and_element(
            String nameSpace, String element, @Nullable String value, String outcome) throws Exception {
        var path = List.of(nameSpace, element);
        Map<String, Object> claim = value == null
                ? Map.of("path", path, "intent_to_retain", true)
                : Map.of("path", path, "values", List.of(value), "intent_to_retain", false);
        var query = query(MdocType.MDL.docType(), List.of(claim));

        assertThat(Ann.code(judge(shown(MDL).toString(), asked(query, HANDOVER))))
                .isEqualTo(outcome);
        assertThat(query.toJson())
                .hasToString(DcqlQuery.parse(query.toJson()).toJson().toString());
        assertThat(query.toJson().toString()).contains("intent_to_retain=" + (value == null));
    }

    /** What a wallet does not show is not there, and what it shows is proven element by element. */
    @Test
    void knows_what_is_shown_and_nothing_else() throws Exception {
        var age = MDL.disclosing(Set.of("org.iso.18013.5.1/age_over_18"));
        var nothing = MDL.disclosing(Set.of());
        var family =
                query(MdocType.MDL.docType(), List.of(Map.of("path", List.of("org.iso.18013.5.1", "family_name"))));

        assertThat(believed(judge(shown(age).toString())).document())
                .isEqualTo(Map.of("org.iso.18013.5.1", Map.of("age_over_18", true)));
        assertThat(believed(judge(shown(nothing).toString())).document()).isEmpty();
        assertThat(Ann.code(judge(shown(age).toString(), asked(family, HANDOVER))))
                .isEqualTo("asked_claim_missing");
    }

    /** OpenID4VP 1.0 Appendix B.2.6: each way to ask has a transcript of its own, with the response key or without. */
    @Test
    void believes_an_answer_to_the_request_as_it_came_and_to_no_other() throws Exception {
        var key = PublicJwk.of(WalletKey.generate(RANDOM).publicKey());
        var handovers = List.of(
                HANDOVER,
                new Handover.Redirect(CLIENT_ID, NONCE.value(), key, RESPONSE_URI),
                new Handover.DcApi(ORIGIN, NONCE.value(), null),
                new Handover.DcApi(ORIGIN, NONCE.value(), key),
                new Handover.DcApi("https://other.example", NONCE.value(), null),
                new Handover.DcApi("origin:" + ORIGIN, NONCE.value(), null));
        var transcripts = List.of(
                Carla.TRANSCRIPT,
                Transcript.redirect(CLIENT_ID, NONCE.value(), key.thumbprint(), RESPONSE_URI),
                Transcript.dcApi(ORIGIN, NONCE.value(), null),
                Transcript.dcApi(ORIGIN, NONCE.value(), key.thumbprint()),
                Transcript.dcApi("https://other.example", NONCE.value(), null),
                Transcript.dcApi("origin:" + ORIGIN, NONCE.value(), null));
        for (int i = 0; i < handovers.size(); i++) {
            for (int j = 0; j < transcripts.size(); j++) {
                var answer = DeviceResponse.of(MDL, KEY, transcripts.get(j)).toString();
                assertThat(Ann.code(judge(answer, asked(mdl(), handovers.get(i)))))
                        .isEqualTo(i == j ? "accepted" : "device_auth_invalid");
            }
        }
    }

    /** A machine sends what nobody asked for. */
    @Test
    void wants_a_request_to_be_bound_to() throws Exception {
        assertThat(Ann.code(judge(shown(MDL).toString(), asked(mdl(), new Handover.None()))))
                .isEqualTo("handover_missing");
    }

    @Test
    void believes_a_mac_under_a_key_agreed_with_the_one_of_the_request() throws Exception {
        var ours = WalletKey.generate(RANDOM);
        var jwk = PublicJwk.of(ours.publicKey());
        var transcript = Transcript.redirect(CLIENT_ID, NONCE.value(), jwk.thumbprint(), RESPONSE_URI);
        var with = new Handover.Redirect(CLIENT_ID, NONCE.value(), jwk, RESPONSE_URI, Carla.agreement(ours));
        var without = new Handover.Redirect(CLIENT_ID, NONCE.value(), jwk, RESPONSE_URI);
        var honest = DeviceResponse.of(MDL, KEY, transcript)
                .withMac(ours.publicKey())
                .toString();
        var forAnother = DeviceResponse.of(MDL, KEY, transcript)
                .withMac(WalletKey.generate(RANDOM).publicKey())
                .toString();
        var byAnother = DeviceResponse.of(MDL, WalletKey.generate(RANDOM), transcript)
                .withMac(ours.publicKey())
                .toString();
        var elsewhere = DeviceResponse.of(MDL, KEY, Carla.TRANSCRIPT)
                .withMac(ours.publicKey())
                .toString();

        assertThat(Ann.code(judge(honest, asked(mdl(), with)))).isEqualTo("accepted");
        assertThat(Ann.code(judge(forAnother, asked(mdl(), with)))).isEqualTo("device_auth_invalid");
        assertThat(Ann.code(judge(byAnother, asked(mdl(), with)))).isEqualTo("device_auth_invalid");
        assertThat(Ann.code(judge(elsewhere, asked(mdl(), with)))).isEqualTo("device_auth_invalid");
        assertThat(Ann.code(judge(honest, asked(mdl(), without)))).isEqualTo("device_mac_not_supported");
        assertThat(Ann.code(judge(DeviceResponse.of(MDL, KEY, transcript).toString(), asked(mdl(), with))))
                .isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-384", "SHA-512"})
    void knows_the_digests_of_the_standard(String digest) throws Exception {
        var draft = ISSUER.draft(MdocType.MDL, KEY.publicKey(), AT);
        draft.mso().set("digestAlgorithm", CBORObject.FromObject(digest));

        assertThat(code(ISSUER.sign(draft))).isEqualTo("accepted");
    }

    /** ISO/IEC 18013-5 §9.1.2.4: what another version of it says reads otherwise, whoever signed it. */
    @ParameterizedTest
    @CsvSource({
        "1.0, accepted",
        "1.1, accepted",
        "2.0, credential_cbor_malformed",
        "1, credential_cbor_malformed",
        "1.0.1, credential_cbor_malformed"
    })
    void knows_the_first_version_of_what_an_issuer_signs(String version, String outcome) throws Exception {
        var draft = ISSUER.draft(MdocType.MDL, KEY.publicKey(), AT);
        draft.mso().set("version", CBORObject.FromObject(version));

        assertThat(code(ISSUER.sign(draft))).isEqualTo(outcome);
    }

    /** What the device says is for the issuer to allow, and is no word of the issuer's even then. */
    @Test
    void lets_the_device_say_what_its_issuer_allows_and_passes_none_of_it_on() throws Exception {
        var wide = ISSUER.draft(MdocType.MDL, KEY.publicKey(), AT);
        wide.mso().get("deviceKeyInfo").Add("keyAuthorizations", authorizing("nameSpaces", list("example.device")));
        var narrow = ISSUER.draft(MdocType.MDL, KEY.publicKey(), AT);
        narrow.mso()
                .get("deviceKeyInfo")
                .Add(
                        "keyAuthorizations",
                        authorizing("dataElements", CBORObject.NewMap().Add("example.device", list("height"))));

        var some = ISSUER.sign(narrow);
        for (var mdoc : List.of(ISSUER.sign(wide), some)) {
            var answer = shown(mdoc).saying("example.device", "height", CBORObject.FromObject(999));
            assertThat(believed(judge(answer.toString())).document()).containsOnlyKeys("org.iso.18013.5.1");
            assertThat(Carla.code(shown(mdoc)
                            .saying("org.iso.18013.5.1", "height", CBORObject.FromObject(999))
                            .toString()))
                    .isEqualTo("device_elements_not_authorized");
        }
        assertThat(Carla.code(shown(some)
                        .saying("example.device", "weight", CBORObject.FromObject(1))
                        .toString()))
                .isEqualTo("device_elements_not_authorized");
    }

    /** Status lists are another room's business; that one is offered is not overlooked. */
    @Test
    void reads_where_the_status_is() throws Exception {
        assertThat(code(withStatus(CBORObject.NewMap()
                        .Add("status_list", CBORObject.NewMap().Add("idx", 7).Add("uri", "https://status.example/1")))))
                .isEqualTo("credential_status_unknown");
        assertThat(code(withStatus(CBORObject.NewMap()
                        .Add("status_list", CBORObject.NewMap().Add("idx", 0).Add("uri", "https://status.example/1")))))
                .as("the first place is one")
                .isEqualTo("credential_status_unknown");
        assertThat(code(withStatus(CBORObject.NewMap()))).isEqualTo("credential_status_unknown");
        assertThat(code(withStatus(CBORObject.FromObject("none")))).isEqualTo("credential_cbor_malformed");
        assertThat(code(withStatus(CBORObject.NewMap()
                        .Add(
                                "status_list",
                                CBORObject.NewMap().Add("idx", -1).Add("uri", "https://status.example/1")))))
                .isEqualTo("credential_cbor_malformed");
        assertThat(code(withStatus(CBORObject.NewMap()
                        .Add("status_list", CBORObject.NewMap().Add("idx", 7)))))
                .isEqualTo("credential_claim_missing");
    }

    /** Token Status List §6.3, §8.3; signed by somebody beneath the anchor of the document, and by nobody else. */
    @Test
    void a_status_list_says_how_it_stands_with_a_document() throws Exception {
        var shown = shown(withStatus(CBORObject.NewMap()
                        .Add("status_list", CBORObject.NewMap().Add("idx", 7).Add("uri", LIST))))
                .toString();
        var publisher = AUTHORITY.recertified(AUTHORITY.signer(), SignerOddity.WITHOUT_PURPOSE);
        var authority = IssuingAuthority.create(AT, RANDOM);
        var stranger = authority.recertified(authority.signer(), SignerOddity.WITHOUT_PURPOSE);

        assertThat(standing(shown, list(publisher, new StatusList(1, 64).with(8, 1))))
                .isEqualTo("accepted");
        assertThat(standing(shown, list(publisher, new StatusList(1, 64).with(7, 1))))
                .isEqualTo("credential_revoked");
        assertThat(standing(shown, list(stranger, new StatusList(1, 64)))).isEqualTo("credential_status_unknown");
    }

    private static final String LIST = "https://status.example/1";

    private static String standing(String shown, String list) throws Exception {
        var trusting = framework(AUTHORITY.anchorPem(), anybody());
        var lists = StatusLists.onPaper(
                Map.of(LIST, list.getBytes(US_ASCII)), new StatusListReader(ListForms.STANDARD, 5, 1 << 20));
        return Ann.code(judge(
                shown,
                asked(mdl(), HANDOVER),
                new TrustFramework(
                        trusting.domains(),
                        trusting.participants(),
                        new StatusCheck(new RevokedCredentials(Set.of()), lists, StatusPolicy.failClosed()))));
    }

    /** As {@code StatusPublication} has it, by somebody who has a document signer's key and no seal. */
    private static String list(DocumentSigner publisher, StatusList statuses) throws Exception {
        var unused = TestAuthority.create(AT, RANDOM).seal(Acme.ORGANIZATION, SealKey.P_256);
        var draft = new StatusPublication(unused, URI.create(LIST), AT, Duration.ofMinutes(10)).token(statuses);
        var chain = publisher.x5chain().stream()
                .map(Base64.getEncoder()::encodeToString)
                .toList();
        var input = Stream.of(Map.of("alg", "ES256", "typ", "statuslist+jwt", "x5c", chain), draft.claims())
                .map(part -> encoded(new JsonMapper().writeValueAsBytes(part)))
                .collect(Collectors.joining("."));
        return input + "." + encoded(publisher.sign(input.getBytes(US_ASCII)));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Mdoc withStatus(CBORObject status) {
        var draft = ISSUER.draft(MdocType.MDL, KEY.publicKey(), AT);
        draft.mso().Add("status", status);
        return ISSUER.sign(draft);
    }

    /** The chain is in a header that nobody signed: whoever shows an mdoc may put certificates into it. */
    @Test
    void what_comes_with_a_pinned_signer_proves_no_authority() throws Exception {
        var foreign = IssuingAuthority.create(AT, Carla.RANDOM).signer().chain().getFirst();
        var pinned = Carla.framework(Carla.SIGNER.pem(), Carla.anybody());
        var query = DcqlQuery.parse(Map.of(
                "credentials",
                List.of(Map.of(
                        "id",
                        "licence",
                        "format",
                        "mso_mdoc",
                        "meta",
                        Map.of("doctype_value", MdocType.MDL.docType()),
                        "trusted_authorities",
                        List.of(Map.of("type", "aki", "values", List.of(authorityKey(foreign))))))));
        var issuerAuth = CBORObject.DecodeFromBytes(Carla.MDL.issuerAuth().EncodeToBytes());
        issuerAuth
                .get(1)
                .set(
                        CBORObject.FromObject(33),
                        CBORObject.NewArray()
                                .Add(Carla.SIGNER.chain().getFirst().getEncoded())
                                .Add(foreign.getEncoded()));
        var dressedUp = Carla.shown(new Mdoc(Carla.MDL.docType(), Carla.MDL.items(), issuerAuth))
                .toString();

        assertThat(Ann.code(Carla.judge(dressedUp, Carla.asked(Carla.mdl(), Carla.HANDOVER), pinned)))
                .isEqualTo("accepted");
        assertThat(Ann.code(Carla.judge(dressedUp, Carla.asked(query, Carla.HANDOVER), pinned)))
                .isEqualTo("authority_not_asked");
    }

    /** RFC 5280 §4.2.1.1, in an OCTET STRING: a SEQUENCE that has a [0] of twenty bytes. */
    private static String authorityKey(X509Certificate certificate) {
        var extension = certificate.getExtensionValue("2.5.29.35");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(extension, 6, 6 + extension[5]));
    }

    /** Test wallets sign with certificates of their own; an operator may pin one, and that is all that it is good for. */
    @Test
    void believes_a_signer_that_is_pinned_itself() throws Exception {
        var lone = IssuingAuthority.create(AT, RANDOM).recertified(SIGNER, SignerOddity.SELF_SIGNED);
        var mdoc = new MdocIssuer(lone, RANDOM).issue(MdocType.MDL, KEY.publicKey(), AT);
        var plain = AUTHORITY.recertified(SIGNER, SignerOddity.WITHOUT_PURPOSE);
        var unmarked = new MdocIssuer(plain, RANDOM).issue(MdocType.MDL, KEY.publicKey(), AT);

        assertThat(Ann.code(judge(shown(mdoc).toString(), asked(mdl(), HANDOVER), framework(lone.pem(), anybody()))))
                .isEqualTo("accepted");
        assertThat(Ann.code(
                        judge(shown(unmarked).toString(), asked(mdl(), HANDOVER), framework(plain.pem(), anybody()))))
                .isEqualTo("accepted");
        assertThat(code(mdoc)).isEqualTo("certificate_not_trusted");
        assertThat(code(unmarked)).isEqualTo("certificate_not_trusted");
    }

    @Test
    void wants_the_signer_to_be_accredited_for_the_document() throws Exception {
        var issuer = believed(judge(shown(MDL).toString())).issuer();
        var listed = new TrustedIssuersList(Map.of(
                issuer,
                List.of(new Accreditation(
                        new CredentialType(MdocType.MDL.docType()), ValidityWindow.ALWAYS, List.of()))));
        var forAnother = new TrustedIssuersList(Map.of(
                issuer,
                List.of(new Accreditation(
                        new CredentialType(MdocType.PID.docType()), ValidityWindow.ALWAYS, List.of()))));
        var nobody = new TrustedIssuersList(Map.of(new IssuerId("VATES-A12345678"), List.of()));
        var answer = shown(MDL).toString();
        var anchors = AUTHORITY.anchorPem();

        assertThat(Ann.code(judge(answer, asked(mdl(), HANDOVER), framework(anchors, listed))))
                .isEqualTo("accepted");
        assertThat(Ann.code(judge(answer, asked(mdl(), HANDOVER), framework(anchors, forAnother))))
                .isEqualTo("issuer_not_accredited");
        assertThat(Ann.code(judge(answer, asked(mdl(), HANDOVER), framework(anchors, nobody))))
                .isEqualTo("issuer_not_trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "AA==", "oA", "oA=", "9w", "a.b.c"})
    void reads_base64url_of_a_response_and_nothing_else(String text) throws Exception {
        assertThat(Carla.code(shown(MDL).toString())).isEqualTo("accepted");
        assertThat(Carla.code(text)).isIn("presentation_cbor_malformed", "presentation_claim_missing");
    }

    @Test
    void reads_no_more_than_it_was_told() throws Exception {
        assertThat(Carla.code("A".repeat(Ann.LIMITS.characters()))).isEqualTo("presentation_cbor_malformed");
        assertThat(Carla.code("A".repeat(Ann.LIMITS.characters() + 1))).isEqualTo("presentation_too_large");
    }

    private static CBORObject authorizing(String member, CBORObject what) {
        return CBORObject.NewMap().Add(member, what);
    }

    private static CBORObject list(String text) {
        return CBORObject.NewArray().Add(text);
    }
}
