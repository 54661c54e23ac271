package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.Limits;
import dev.verifier.jose.NumericDates;
import dev.verifier.presentation.PresentationLimits;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.PresentationVerifier;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.presentation.UniqueId;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A machine's presentation before the library, which asked for it and trusts its issuer, as the server would.
 *
 * @param login where it is from
 * @param verifier who judges it
 * @param asked what was asked for
 * @param at when
 */
record Presented(MachineLogin login, PresentationVerifier verifier, PresentationRequest asked, Instant at) {

    static final Limits LIMITS = new Limits(256 * 1024, 32);
    static final int LONGEST_CHAIN = 5;
    static final int MOST_DISCLOSURES = 200;

    private static final URI VERIFIER = URI.create("https://verifier.example");
    private static final IssuerId ORGANIZATION = new IssuerId("VATES-A12345678");
    private static final CredentialType TYPE = new CredentialType(LearVersion.M2.type());
    private static final QueryId QUERY = new QueryId("machine");

    static Presented by(WalletKey machine, Instant at, SecureRandom random) throws CertificateException {
        var authority = TestAuthority.create(at.minus(Duration.ofDays(30)), random);
        var login = MachineLogin.builder(machine, VERIFIER, at, random)
                .seal(authority.seal(ORGANIZATION.value(), SealKey.P_256))
                .build();
        var trust = new TrustFramework(
                TrustDomains.of(new TrustDomain(
                        anchors(authority.anchorPem()),
                        new TrustedIssuersList(Map.of(
                                ORGANIZATION, List.of(new Accreditation(TYPE, ValidityWindow.ALWAYS, List.of())))))),
                Participants.whomeverAnIssuerNames(),
                new StatusCheck(new RevokedCredentials(Set.of())));
        var query = new CredentialQuery(QUERY, CredentialFormat.JWT_VC_JSON, Set.of(TYPE));
        var asked = new PresentationRequest(
                new DcqlQuery(List.of(query)),
                new Audiences(Set.of(VERIFIER.toString()), true),
                new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS),
                UniqueId.JTI_OR_NONCE);
        return new Presented(
                login,
                new PresentationVerifier(
                        trust, new PresentationLimits(LIMITS, LONGEST_CHAIN, MOST_DISCLOSURES), FormerType.REFUSED),
                asked,
                at);
    }

    /** The library's whole work on it, but for what it remembers of the issuer's certificates. */
    Verdict.Accepted accepted() {
        return switch (verifier.verify(VpToken.of(QUERY, login.presentation()), asked, at)) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Rejected rejected -> throw new IllegalStateException("rejected: " + rejected.why());
        };
    }

    static TrustAnchors anchors(String anchorPem) throws CertificateException {
        var pem = new ByteArrayInputStream(anchorPem.getBytes(US_ASCII));
        return TrustAnchors.of(CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                .map(X509Certificate.class::cast)
                .toList());
    }
}
