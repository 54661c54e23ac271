package dev.verifier.bench;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.presentation.PresentationLimits;
import dev.verifier.presentation.PresentationVerifier;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;

/**
 * Who believes whomever an authority certifies.
 *
 * @param anchorPem certificate of the authority
 * @param types what those may issue
 */
record Judge(String anchorPem, Set<CredentialType> types) {

    /** One who remembers nothing yet. */
    PresentationVerifier fresh() throws CertificateException {
        var accreditations = types.stream()
                .map(type -> new Accreditation(type, ValidityWindow.ALWAYS, List.of()))
                .toList();
        var trust = new TrustFramework(
                TrustDomains.of(new TrustDomain(Presented.anchors(anchorPem), _ -> accreditations)),
                Participants.whomeverAnIssuerNames(),
                new StatusCheck(new RevokedCredentials(Set.of())));
        var limits = new PresentationLimits(Presented.LIMITS, Presented.LONGEST_CHAIN, Presented.MOST_DISCLOSURES);
        return new PresentationVerifier(trust, limits, FormerType.REFUSED);
    }
}
