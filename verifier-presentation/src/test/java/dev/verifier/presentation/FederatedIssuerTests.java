package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.AT;
import static dev.verifier.presentation.AnnDiscloses.KEY;
import static dev.verifier.presentation.AnnDiscloses.PROVIDER;
import static dev.verifier.presentation.AnnDiscloses.PROVIDER_SEAL;
import static dev.verifier.presentation.AnnDiscloses.QUERY;
import static dev.verifier.presentation.AnnDiscloses.RANDOM;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.federation.EntityId;
import dev.verifier.federation.Federation;
import dev.verifier.federation.TrustChain;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.AnchoredIssuers;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestIssuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A query may want credentials of the issuers of a federation only (OpenID4VP 1.0 §6.1.1.3). */
class FederatedIssuerTests {

    private static final String ANCHOR = "https://anchor.example";
    private static final Federation OURS = (entity, anchor, _) -> {
        if (!anchor.value().equals(ANCHOR)) {
            throw new RejectedException(new Rejection.TrustAnchorUnknown(anchor.value()));
        }
        if (!entity.value().equals(PROVIDER.toString())) {
            throw new RejectedException(new Rejection.TrustChainBroken(entity.value(), anchor.value(), "nobody"));
        }
        return new TrustChain(List.of(entity, anchor), Instant.MAX);
    };

    private final List<EntityId> askedAbout = new ArrayList<>();

    private static Map<String, Object> federations(String... anchors) {
        return Map.of("type", "openid_federation", "values", List.of(anchors));
    }

    private static final Map<String, Object> OTHER_KEY = Map.of("type", "aki", "values", List.of("AAAA"));

    private String judged(Seal seal, String name, Federation federation, List<Map<String, Object>> authorities)
            throws Exception {
        var credential =
                new SdJwtIssuer(seal, name, RANDOM).issue(SdJwtType.PID, Holder.employee(KEY), AT.minusSeconds(60));
        var shown =
                AnnDiscloses.login().credential(credential.toString()).build().presentation();
        var query = DcqlQuery.parse(Map.of(
                "credentials",
                List.of(Map.of(
                        "id",
                        QUERY.value(),
                        "format",
                        "dc+sd-jwt",
                        "meta",
                        Map.of("vct_values", List.of(SdJwtType.PID.vct())),
                        "claims",
                        List.of(Map.of("path", List.of("family_name"))),
                        "trusted_authorities",
                        authorities))));
        var usual = AnnDiscloses.framework(AnnDiscloses.AUTHORITY.anchorPem());
        Federation noted = (entity, anchor, at) -> {
            askedAbout.add(entity);
            return federation.require(entity, anchor, at);
        };
        var types = Set.of(new CredentialType(SdJwtType.PID.vct()));
        var anchored = new TrustDomain(usual.domains().require(types).anchors(), new AnchoredIssuers(types));
        var trust = new TrustFramework(TrustDomains.of(anchored), usual.participants(), usual.status(), noted);
        return Ann.code(AnnDiscloses.judge(shown, query, trust, FormerType.REFUSED));
    }

    private String judged(List<Map<String, Object>> authorities) throws Exception {
        return judged(PROVIDER_SEAL, PROVIDER.toString(), OURS, authorities);
    }

    @Test
    void a_credential_whose_issuer_has_a_chain_to_the_anchor_will_do() throws Exception {
        assertThat(judged(List.of(federations(ANCHOR)))).isEqualTo("accepted");
        assertThat(judged(List.of(federations("https://other.example", ANCHOR))))
                .isEqualTo("accepted");
        assertThat(judged(List.of(OTHER_KEY, federations(ANCHOR)))).isEqualTo("accepted");
        assertThat(askedAbout).containsOnly(new EntityId(PROVIDER.toString()));
    }

    @Test
    void an_anchor_that_is_not_configured_is_refused_by_its_name() throws Exception {
        assertThat(judged(List.of(federations("https://other.example")))).isEqualTo("trust_anchor_not_configured");
        assertThat(judged(PROVIDER_SEAL, PROVIDER.toString(), Federation.NONE, List.of(federations(ANCHOR))))
                .isEqualTo("trust_anchor_not_configured");
        assertThat(judged(List.of(federations("no url")))).isEqualTo("authority_not_asked");
    }

    @Test
    void an_issuer_without_a_chain_will_not_do_and_not_being_able_to_ask_is_not_a_chain() throws Exception {
        Federation nobody = (entity, anchor, _) -> {
            throw new RejectedException(new Rejection.TrustChainBroken(entity.value(), anchor.value(), "nobody"));
        };
        Federation away = (_, anchor, _) -> {
            throw new RejectedException(
                    anchor.value().equals(ANCHOR)
                            ? new Rejection.TrustUnavailable("federation")
                            : new Rejection.TrustAnchorUnknown(anchor.value()));
        };
        var both = List.of(federations("https://other.example", ANCHOR));

        assertThat(judged(PROVIDER_SEAL, PROVIDER.toString(), nobody, List.of(federations(ANCHOR))))
                .isEqualTo("trust_chain_broken");
        assertThat(judged(PROVIDER_SEAL, PROVIDER.toString(), away, both)).isEqualTo("trust_unavailable");
        Federation firstBroken = (entity, anchor, _) -> {
            throw new RejectedException(
                    anchor.value().equals(ANCHOR)
                            ? new Rejection.TrustChainBroken(entity.value(), anchor.value(), "nobody")
                            : new Rejection.TrustAnchorUnknown(anchor.value()));
        };
        assertThat(judged(
                        PROVIDER_SEAL,
                        PROVIDER.toString(),
                        firstBroken,
                        List.of(federations(ANCHOR, "https://z.example"))))
                .isEqualTo("trust_chain_broken");
        assertThat(judged(
                        PROVIDER_SEAL,
                        PROVIDER.toString(),
                        OURS,
                        List.of(Map.of("type", "etsi_tl", "values", List.of(ANCHOR)))))
                .as("a list of the same name is no anchor")
                .isEqualTo("authority_not_asked");
    }

    @Test
    void an_organisation_that_has_no_url_is_in_no_federation_and_nobody_is_asked() throws Exception {
        assertThat(judged(SEAL, "", OURS, List.of(federations(ANCHOR)))).isEqualTo("authority_not_asked");
        assertThat(askedAbout).isEmpty();
    }

    @Test
    void the_certificate_says_which_url_an_issuer_has_that_does_not_say_so_itself() throws Exception {
        assertThat(judged(PROVIDER_SEAL, "", OURS, List.of(federations(ANCHOR))))
                .isEqualTo("accepted");
        assertThat(askedAbout).containsExactly(new EntityId(PROVIDER.toString()));
    }

    /** In a W3C credential {@code iss} is a name in the envelope, which is the certificate's; inside the credential it is a word like others. */
    @Test
    void an_issuer_does_not_get_into_a_federation_by_a_name_that_nobody_proved() throws Exception {
        var acme = Ann.ACME;
        var issuer = new TestIssuer(acme.authority.seal(Acme.ORGANIZATION, SealKey.P_256));
        var draft =
                issuer.draft(LearVersion.M1, Holder.machine(KEY, "api.acme.example", "192.0.2.4"), AT.minusSeconds(60));
        var shown = MachineLogin.builder(KEY, Acme.VERIFIER, AT, RANDOM)
                .credential(issuer.sign(draft.withBody("iss", PROVIDER.toString())))
                .build()
                .presentation();
        var usual = acme.framework();
        var trust = new TrustFramework(usual.domains(), usual.participants(), usual.status(), OURS);

        assertThat(asMachine(shown, trust, List.of())).isEqualTo("accepted");
        assertThat(asMachine(shown, trust, List.of(federations(ANCHOR)))).isEqualTo("authority_not_asked");
    }

    private static String asMachine(String shown, TrustFramework trust, List<Map<String, Object>> authorities) {
        var members = new LinkedHashMap<String, Object>(Map.of(
                "id",
                QUERY.value(),
                "format",
                "jwt_vc_json",
                "meta",
                Map.of("type_values", List.of(List.of("LEARCredentialMachine")))));
        if (!authorities.isEmpty()) {
            members.put("trusted_authorities", authorities);
        }
        var machine = Acme.machineCredential();
        var asked = new PresentationRequest(
                DcqlQuery.parse(Map.of("credentials", List.of(members))),
                machine.audience(),
                machine.freshness(),
                UniqueId.JTI_OR_NONCE);
        return Ann.code(new PresentationVerifier(trust, Acme.LIMITS, FormerType.REFUSED)
                .verify(VpToken.of(QUERY, shown), asked, AT));
    }

    @Test
    void nobody_is_asked_where_another_authority_will_do_already() throws Exception {
        assertThat(judged(List.of(federations(ANCHOR), Map.of("type", "etsi_tl", "values", List.of("x")))))
                .isEqualTo("accepted");
        askedAbout.clear();
        assertThat(judged(SEAL, Acme.ORGANIZATION, OURS, List.of(OTHER_KEY))).isEqualTo("authority_not_asked");
        assertThat(askedAbout).isEmpty();
    }
}
