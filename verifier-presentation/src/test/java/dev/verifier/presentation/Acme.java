package dev.verifier.presentation;

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
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.MachineLoginBuilder;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A company, its machine, and a verifier that trusts it: the world in which presentations are judged here. */
final class Acme {

    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    static final URI VERIFIER = URI.create("https://verifier.example");
    static final String ORGANIZATION = "VATES-A12345678";
    static final PresentationLimits LIMITS = new PresentationLimits(new Limits(256 * 1024, 32), 5, 200);
    static final QueryId QUERY = new QueryId("machine");

    private final SecureRandom random = new SecureRandom();
    final TestAuthority authority;
    final WalletKey machine = WalletKey.generate(random);
    final WalletKey rogue = WalletKey.generate(random);
    private final SealKey sealKey;

    Acme(SealKey sealKey) {
        this.sealKey = sealKey;
        this.authority = TestAuthority.create(AT.minus(Duration.ofDays(30)), random);
    }

    MachineLoginBuilder login(LearVersion version) {
        return MachineLogin.builder(machine, VERIFIER, AT, random)
                .seal(authority.seal(ORGANIZATION, sealKey))
                .version(version)
                .rogue(rogue);
    }

    Verdict judge(MachineLogin login) throws Exception {
        return judge(login, AT, framework());
    }

    Verdict judge(MachineLogin login, Instant at, TrustFramework framework) {
        return new PresentationVerifier(framework, LIMITS, FormerType.REFUSED)
                .verify(VpToken.of(QUERY, login.presentation()), machineCredential(), at);
    }

    Verdict judge(MachineLogin login, PresentationRequest asked) throws Exception {
        return new PresentationVerifier(framework(), LIMITS, FormerType.REFUSED)
                .verify(VpToken.of(QUERY, login.presentation()), asked, AT);
    }

    TrustFramework framework() throws Exception {
        return trusting(
                issuers(ValidityWindow.ALWAYS),
                Participants.among(Set.of(new IssuerId(ORGANIZATION))),
                Set.of(CredentialTampering.REVOKED));
    }

    TrustFramework trusting(TrustedIssuers issuers, Participants participants, Set<String> revoked) throws Exception {
        return new TrustFramework(
                TrustDomains.of(new TrustDomain(anchors(), issuers)),
                participants,
                new StatusCheck(new RevokedCredentials(revoked)));
    }

    TrustAnchors anchors() throws Exception {
        var pem = new ByteArrayInputStream(authority.anchorPem().getBytes(StandardCharsets.US_ASCII));
        return TrustAnchors.of(CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                .map(X509Certificate.class::cast)
                .toList());
    }

    static TrustedIssuersList issuers(ValidityWindow window) {
        var accreditations = Arrays.stream(LearVersion.values())
                .map(version -> new Accreditation(new CredentialType(version.type()), window, List.of()))
                .toList();
        return new TrustedIssuersList(Map.of(new IssuerId(ORGANIZATION), accreditations));
    }

    static PresentationRequest machineCredential() {
        var query = new CredentialQuery(
                QUERY,
                CredentialFormat.JWT_VC_JSON,
                Set.of(
                        new CredentialType("LEARCredentialMachine"),
                        new CredentialType("learcredential.machine.w3c.3")));
        return new PresentationRequest(
                new DcqlQuery(List.of(query)),
                new Audiences(Set.of(VERIFIER.toString(), VERIFIER + "/oidc/token"), true),
                new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS),
                UniqueId.JTI_OR_NONCE);
    }
}
