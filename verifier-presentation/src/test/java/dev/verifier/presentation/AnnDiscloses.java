package dev.verifier.presentation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletLoginBuilder;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ann Lee with credentials of which she shows what she likes, and the verifier that asks for some of it. */
final class AnnDiscloses {

    static final Instant AT = Acme.AT;
    static final SecureRandom RANDOM = new SecureRandom();
    static final String CLIENT_ID = Ann.CLIENT_ID;
    static final QueryId QUERY = new QueryId("it");
    static final URI PROVIDER = URI.create("https://pid.example/issuer");
    static final TestAuthority AUTHORITY = TestAuthority.create(AT.minus(Duration.ofDays(30)), RANDOM);
    static final Seal SEAL = AUTHORITY.seal(Acme.ORGANIZATION, SealKey.P_256);
    static final Seal PROVIDER_SEAL = AUTHORITY.seal(PROVIDER, SealKey.P_256);
    static final WalletKey KEY = WalletKey.generate(RANDOM);
    static final WalletKey ROGUE = WalletKey.generate(RANDOM);
    static final List<List<String>> EMPLOYEE_CLAIMS =
            List.of(List.of("mandate", "mandatee", "email"), List.of("mandate", "power"));

    private AnnDiscloses() {}

    static WalletLoginBuilder login() {
        var asked = new Asked(
                CLIENT_ID, URI.create("https://verifier.example/post"), Ann.NONCE.value(), "state", QUERY.value());
        return WalletLogin.builder(KEY, asked, AT, RANDOM).rogue(ROGUE);
    }

    static DcqlQuery query(SdJwtType type, List<? extends List<? extends @Nullable Object>> claims) {
        var members = new java.util.LinkedHashMap<String, Object>(
                Map.of("id", QUERY.value(), "format", "dc+sd-jwt", "meta", Map.of("vct_values", List.of(type.vct()))));
        if (!claims.isEmpty()) {
            members.put(
                    "claims", claims.stream().map(path -> Map.of("path", path)).toList());
        }
        return DcqlQuery.parse(Map.of("credentials", List.of(members)));
    }

    static Verdict judge(String presentation, DcqlQuery query) throws Exception {
        return judge(presentation, query, framework(AUTHORITY.anchorPem()), FormerType.REFUSED);
    }

    static Verdict judge(String presentation, DcqlQuery query, TrustFramework trust, FormerType formerType) {
        return new PresentationVerifier(trust, new PresentationLimits(Ann.LIMITS, 5, 200), formerType)
                .verify(VpToken.of(QUERY, presentation), Ann.asked(query), AT);
    }

    static Verdict judge(String presentation, DcqlQuery query, TransactionData data) throws Exception {
        return new PresentationVerifier(
                        framework(AUTHORITY.anchorPem()),
                        new PresentationLimits(Ann.LIMITS, 5, 200),
                        FormerType.REFUSED)
                .verify(VpToken.of(QUERY, presentation), Ann.asked(query).authorizing(data), AT);
    }

    static TrustFramework framework(String anchorPem) throws Exception {
        return framework(anchorPem, SdJwtType.values());
    }

    /** Both issuers may issue these and nothing else. */
    static TrustFramework framework(String anchorPem, SdJwtType... accredited) throws Exception {
        var accreditations = Arrays.stream(accredited)
                .map(type -> new Accreditation(new CredentialType(type.vct()), ValidityWindow.ALWAYS, List.of()))
                .toList();
        var anchors =
                TrustAnchors.of(CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(anchorPem.getBytes(US_ASCII)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList());
        var issuers = new TrustedIssuersList(Map.of(
                new IssuerId(Acme.ORGANIZATION), accreditations, new IssuerId(PROVIDER.toString()), accreditations));
        return new TrustFramework(
                TrustDomains.of(new TrustDomain(anchors, issuers)),
                Participants.among(Set.of(new IssuerId(Acme.ORGANIZATION))),
                new StatusCheck(new RevokedCredentials(Set.of(CredentialTampering.REVOKED))));
    }
}
