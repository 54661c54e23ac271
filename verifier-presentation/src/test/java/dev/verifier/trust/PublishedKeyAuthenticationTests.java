package dev.verifier.trust;

import static dev.verifier.trust.Sealed.ADDRESS;
import static dev.verifier.trust.Sealed.AT;
import static dev.verifier.trust.Sealed.AUTHORITY;
import static dev.verifier.trust.Sealed.LEAR;
import static dev.verifier.trust.Sealed.ORGANIZATION;
import static dev.verifier.trust.Sealed.PID;
import static dev.verifier.trust.Sealed.PROVIDER;
import static dev.verifier.trust.Sealed.answer;
import static dev.verifier.trust.Sealed.by;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.Seal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers that publish their keys: who is asked, where, and what is an answer (SD-JWT VC §3.5, §5). */
class PublishedKeyAuthenticationTests {

    private static final URI DOCUMENT = URI.create("https://pid.example/.well-known/jwt-vc-issuer/issuer");
    private static final IssuerId ISSUER = new IssuerId(ADDRESS.toString());
    private static final ValidityWindow NOW = new ValidityWindow(AT, AT.plus(Duration.ofMillis(1)));
    private static final String ABOUT = "{\"issuer\":\"" + ADDRESS + "\"";

    @Test
    void a_credential_under_a_published_key_is_its_issuers() throws Exception {
        var signed = new PublishedKeyAuthentication(domain(accredited(PID, NOW), publishing(PROVIDER)), Set.of(PID))
                .authenticate(credential("dc+sd-jwt", ADDRESS.toString()), FormerType.REFUSED, AT);

        assertThat(signed.issuer()).isEqualTo(ISSUER);
        assertThat(signed.evidence())
                .isEqualTo(new KeyEvidence.Published(DOCUMENT, AT, PublicJwk.of(PROVIDER.publicKey())));
        assertThat(signed.evidence().until()).isEqualTo(Instant.MAX);
        assertThat(signed.evidence().certified()).isEmpty();
        assertThat(signed.jws().claims().text("iss")).isEqualTo(ADDRESS.toString());
    }

    @Test
    void it_is_not_where_anything_about_that_is_missing() throws Exception {
        var named = ADDRESS.toString();
        var good = domain(accredited(PID, NOW), publishing(PROVIDER));
        var over = new ValidityWindow(AT.minusSeconds(1), AT);
        var early = new ValidityWindow(AT.plusMillis(1), AT.plusSeconds(1));

        assertThat(judged(good, "dc+sd-jwt", named)).isEqualTo(ISSUER);
        assertThat(judged(good, "dc+sd-jwt", "http://pid.example/issuer")).isEqualTo("certificate_missing");
        assertThat(judged(good, "dc+sd-jwt", "https://pid.example")).isEqualTo("issuer_not_trusted");
        assertThat(judged(domain(accredited(PID, NOW), null), "dc+sd-jwt", named))
                .isEqualTo("certificate_missing");
        assertThat(judged(domain(accredited(PID, over), publishing(PROVIDER)), "dc+sd-jwt", named))
                .isEqualTo("issuer_not_accredited");
        assertThat(judged(domain(accredited(PID, early), publishing(PROVIDER)), "dc+sd-jwt", named))
                .isEqualTo("issuer_not_accredited");
        assertThat(judged(domain(accredited(LEAR, NOW), publishing(PROVIDER)), "dc+sd-jwt", named))
                .isEqualTo("issuer_not_accredited");
        assertThat(judged(domain(accredited(PID, NOW), publishing(ORGANIZATION)), "dc+sd-jwt", named))
                .isEqualTo("credential_signature_invalid");
        assertThat(judged(domain(accredited(PID, NOW), IssuerMetadata.onPaper(Map.of(), AT)), "dc+sd-jwt", named))
                .isEqualTo("trust_unavailable");
        var elsewhere = onPaper(ABOUT + ",\"jwks_uri\":\"https://pid.example/keys\"}");
        assertThat(judged(domain(accredited(PID, NOW), elsewhere), "dc+sd-jwt", named))
                .isEqualTo("trust_unavailable");
    }

    @Test
    void the_type_of_drafts_is_read_where_that_is_tolerated() throws Exception {
        var check =
                new PublishedKeyAuthentication(domain(accredited(PID, NOW), publishing(PROVIDER)), Set.of(PID, LEAR));
        var former = credential("vc+sd-jwt", ADDRESS.toString());

        assertThat(check.authenticate(former, () -> true, AT).issuer()).isEqualTo(ISSUER);
        assertThat(answer(() -> check.authenticate(former, FormerType.REFUSED, AT)))
                .isEqualTo("credential_typ_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://pid.example/issuer, https://pid.example/.well-known/jwt-vc-issuer/issuer",
        "https://pid.example/issuer/, https://pid.example/.well-known/jwt-vc-issuer/issuer",
        "https://pid.example, https://pid.example/.well-known/jwt-vc-issuer",
        "https://pid.example/, https://pid.example/.well-known/jwt-vc-issuer",
        "https://pid.example:8443/a%20b/c, https://pid.example:8443/.well-known/jwt-vc-issuer/a%20b/c"
    })
    void a_document_is_between_host_and_path(URI issuer, URI document) {
        assertThat(IssuerMetadataDocument.location(issuer)).isEqualTo(document);
    }

    @Test
    void a_document_has_keys_or_says_where_they_are() throws Exception {
        var inside =
                IssuerMetadataDocument.parse((ABOUT + ",\"jwks\":" + jwks(PROVIDER) + "}").getBytes(UTF_8), ADDRESS);
        var elsewhere = IssuerMetadataDocument.parse(
                (ABOUT + ",\"jwks_uri\":\"https://pid.example/keys\"}").getBytes(UTF_8), ADDRESS);
        var token = credential("dc+sd-jwt", ADDRESS.toString());

        assertThat(inside.keysLocation()).isEmpty();
        assertThat(inside.keys().orElseThrow().require(token)).isEqualTo(PublicJwk.of(PROVIDER.publicKey()));
        assertThat(elsewhere.keys()).isEmpty();
        assertThat(elsewhere.keysLocation()).contains(URI.create("https://pid.example/keys"));
        assertThat(IssuerMetadataDocument.parseKeys(jwks(PROVIDER).getBytes(UTF_8))
                        .require(token))
                .isEqualTo(PublicJwk.of(PROVIDER.publicKey()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"issuer\":\"https://pid.example\",\"jwks_uri\":\"https://pid.example/keys\"}",
                "{\"issuer\":\"https://pid.example/issuer\"}",
                "{\"issuer\":\"https://pid.example/issuer\",\"jwks_uri\":\"https://a\",\"jwks\":{\"keys\":[]}}",
                "{\"issuer\":\"https://pid.example/issuer\",\"jwks\":[]}",
                "{\"issuer\":\"https://pid.example/issuer\",\"jwks_uri\":7}",
                "{\"issuer\":\"https://pid.example/issuer\",\"jwks_uri\":\"https://pid example\"}",
                "no JSON"
            })
    void and_nothing_else(String document) {
        assertThat(answer(() -> IssuerMetadataDocument.parse(document.getBytes(UTF_8), ADDRESS)))
                .isEqualTo("issuer_metadata_unusable");
        assertThat(answer(() -> IssuerMetadataDocument.parseKeys("[]".getBytes(UTF_8))))
                .isEqualTo("issuer_metadata_unusable");
    }

    @Test
    void where_anchors_are_the_list_nobody_publishes_keys() {
        var anchors = Sealed.anchors(AUTHORITY);
        var anchored = new AnchoredIssuers(Set.of(PID));

        assertThat(new TrustDomain(anchors, anchored).metadata()).isEmpty();
        assertThat(domain(accredited(PID, NOW), publishing(PROVIDER)).metadata())
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TrustDomain(anchors, anchored, _ -> Optional.empty(), Optional.of(publishing(PROVIDER))));
    }

    private static Object judged(TrustDomain domain, String type, String named) throws Exception {
        var credential = credential(type, named);
        return answer(() -> new PublishedKeyAuthentication(domain, Set.of(PID))
                .authenticate(credential, FormerType.REFUSED, AT)
                .issuer());
    }

    private static CompactJws credential(String type, String named) throws Exception {
        return by(PROVIDER, type, Map.of("iss", named));
    }

    private static TrustedIssuers accredited(CredentialType type, ValidityWindow window) {
        return new TrustedIssuersList(Map.of(ISSUER, List.of(new Accreditation(type, window, List.of()))));
    }

    private static TrustDomain domain(TrustedIssuers issuers, @Nullable IssuerMetadata metadata) {
        return new TrustDomain(
                Sealed.anchors(AUTHORITY), issuers, _ -> Optional.empty(), Optional.ofNullable(metadata));
    }

    private static IssuerMetadata publishing(Seal seal) {
        return onPaper(ABOUT + ",\"jwks\":" + jwks(seal) + "}");
    }

    private static IssuerMetadata onPaper(String document) {
        return IssuerMetadata.onPaper(Map.of(DOCUMENT, document.getBytes(UTF_8)), AT);
    }

    private static String jwks(Seal seal) {
        try {
            return PublicJwk.of(seal.publicKey()).asMap().entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                    .collect(Collectors.joining(",", "{\"keys\":[{", "}]}"));
        } catch (RejectedException e) {
            throw new AssertionError(e);
        }
    }
}
