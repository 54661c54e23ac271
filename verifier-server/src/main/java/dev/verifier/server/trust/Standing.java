package dev.verifier.server.trust;

import dev.verifier.presentation.BelievedCredential;
import dev.verifier.presentation.StandingCheck;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a credential that opened something still stands, by the trust of this moment: for whoever is about to keep open what
 * it opened. Thread-safe.
 */
public final class Standing {

    private final Supplier<Optional<TrustFramework>> framework;

    Standing(Supplier<Optional<TrustFramework>> framework) {
        this.framework = framework;
    }

    /** A door: what it reads may take as long as asking a registry takes. Of several credentials each one has to stand. */
    public StandingReading read(List<BelievedCredential> credentials, Instant at) {
        var trust = framework.get();
        if (trust.isEmpty()) {
            return new StandingReading.Unknown(new Rejection.TrustUnavailable("anchors and lists"));
        }
        try {
            for (var credential : credentials) {
                new StandingCheck(trust.get()).require(credential, at);
            }
            return new StandingReading.Stands();
        } catch (RejectedException e) {
            return isTemporary(e.rejection())
                    ? new StandingReading.Unknown(e.rejection())
                    : new StandingReading.Fell(e.rejection());
        }
    }

    private static boolean isTemporary(Rejection why) {
        return why instanceof Rejection.TrustUnavailable
                || why instanceof Rejection.StatusUnknown
                || why instanceof Rejection.IssuerMetadataUnusable;
    }
}
