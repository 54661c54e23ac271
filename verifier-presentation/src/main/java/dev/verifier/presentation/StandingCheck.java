package dev.verifier.presentation;

import dev.verifier.credential.IssuerId;
import dev.verifier.presentation.BelievedCredential.Anchored;
import dev.verifier.presentation.BelievedCredential.Published;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusReading;
import dev.verifier.trust.IssuerTrust;
import dev.verifier.trust.TrustDomain;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * Would a credential that was believed once be believed now? Everything is asked again that time can change: whether it has
 * ended, whether its chain still leads somewhere, whether its issuer may still issue it and its mandator give a mandate, whether
 * it was revoked. Signatures do not change, and the holder's proof was for its own occasion. Immutable and thread-safe.
 *
 * @param framework everything that is believed beforehand, as of now
 */
public record StandingCheck(TrustFramework framework) {

    /** What is known about its status, if it still stands. */
    public StatusReading require(BelievedCredential credential, Instant at) throws RejectedException {
        if (!at.isBefore(credential.until())) {
            throw new RejectedException(new Rejection.Expired(Part.CREDENTIAL));
        }
        var domain = framework.domains().require(Set.copyOf(credential.types()));
        if (credential.footing() instanceof Anchored(var anchor)) {
            domain.anchors().require(anchor, at);
        }
        new IssuerTrust(domain.issuers()).require(credential.issuer(), credential.types(), credential.subject(), at);
        if (credential.footing() instanceof Published(var key)) {
            requirePublished(key, credential.issuer(), domain);
        }
        if (credential.participant() != null) {
            framework.participants().require(credential.participant(), at);
        }
        return framework.status().require(credential.status(), credential.ids(), credential.issuer(), domain, at);
    }

    /** The issuer is trusted still: only then its server is asked. */
    private static void requirePublished(String key, IssuerId issuer, TrustDomain domain) throws RejectedException {
        if (!domain.requireMetadata().require(URI.create(issuer.value())).keys().contains(key)) {
            throw new RejectedException(new Rejection.IssuerKeyWithdrawn(issuer.value()));
        }
    }
}
