package dev.verifier.presentation;

import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.IssuerTrust;
import dev.verifier.trust.TrustDomain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last steps, the same for every format (OpenID4VP 1.0 §8.6 step 2.5): may this issuer issue this, who gave the mandate, does it
 * still hold. Both signatures hold before anything is asked elsewhere.
 *
 * @param framework everything that is believed beforehand
 * @param domain what is believed about credentials of the types that were asked for
 */
record Acceptance(TrustFramework framework, TrustDomain domain) {

    VerifiedCredential accept(IssuedCredential issued, HolderProof holder, Instant at) throws RejectedException {
        var accreditations =
                new IssuerTrust(domain.issuers()).require(issued.issuer(), issued.types(), issued.subject(), at);
        var reading = framework.status().require(issued.status(), issued.ids(), issued.issuer(), domain, at);
        var participant = participant(issued, at);
        var origin =
                issued.evidence().certified().flatMap(chain -> domain.origins().apply(chain.anchorThumbprint()));
        return new VerifiedCredential(issued, holder, accreditations, origin, participant, reading);
    }

    /** By the credential's own dates. */
    static void requireValid(ValidityWindow window, Instant at) throws RejectedException {
        if (!window.hasBegun(at)) {
            throw new RejectedException(new Rejection.NotYetValid(Part.CREDENTIAL));
        }
        if (!window.contains(at)) {
            throw new RejectedException(new Rejection.Expired(Part.CREDENTIAL));
        }
    }

    private @Nullable IssuerId participant(IssuedCredential issued, Instant at) throws RejectedException {
        var mandate = issued.mandate();
        return mandate == null
                ? null
                : framework.participants().require(mandate.mandator().organization(), at);
    }
}
