package dev.verifier.fuzz;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.NumericDates;
import dev.verifier.presentation.Handover;
import dev.verifier.presentation.Nonce;
import dev.verifier.presentation.PresentationLimits;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.PresentationVerifier;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A verifier that trusts one authority and asks for one credential, and the seal of somebody whom that authority certified. */
final class Believer {

    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    static final CredentialType TYPE = new CredentialType("T");
    private static final String CLIENT_ID = "https://verifier.example";
    private static final QueryId ID = new QueryId("a");

    final Seal seal;
    final TrustAnchors anchors;
    private final PresentationVerifier verifier;
    private final PresentationRequest asked;

    Believer(CredentialFormat format) {
        var random = new SecureRandom();
        var authority = TestAuthority.create(SealKey.P_256, AT.minusSeconds(60), random);
        seal = authority.seal("VATES-A12345678", SealKey.P_256);
        anchors = TrustAnchors.of(List.of(seal.chain().getLast()));
        verifier = new PresentationVerifier(
                new TrustFramework(
                        TrustDomains.of(new TrustDomain(anchors, new TrustedIssuersList(Map.of()))),
                        Participants.whomeverAnIssuerNames(),
                        new StatusCheck(new RevokedCredentials(Set.of()))),
                new PresentationLimits(Fuzzing.LIMITS, 5, 50),
                FormerType.REFUSED);
        var nonce = Nonce.fresh(random);
        asked = PresentationRequest.ofWallet(
                new DcqlQuery(List.of(new CredentialQuery(ID, format, Set.of(TYPE)))),
                nonce,
                new Audiences(Set.of(CLIENT_ID), true),
                new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS),
                new Handover.Redirect(CLIENT_ID, nonce.value(), null, CLIENT_ID + "/response"));
    }

    Verdict judge(String presentation) {
        return verifier.verify(VpToken.of(ID, presentation), asked, AT);
    }
}
