package dev.verifier.server.trust;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.presentation.CredentialInspection;
import dev.verifier.presentation.PresentationLimits;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.PresentationVerifier;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.FormerType;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The library's front door with the trust of this moment: each verification takes one framework and keeps it to its end. Where a
 * source was never loaded, nothing is believed. Thread-safe.
 */
public final class TrustSources {

    private final Supplier<Optional<TrustFramework>> framework;
    private final PresentationLimits limits;
    private final FormerType formerType;

    TrustSources(Supplier<Optional<TrustFramework>> framework, PresentationLimits limits, FormerType formerType) {
        this.framework = framework;
        this.limits = limits;
        this.formerType = formerType;
    }

    /**
     * Why a credential alone would not be believed, whoever holds it; empty where nothing is wrong. It lets nobody in.
     *
     * @param query what it is looked at as an answer to
     */
    public Optional<Rejection> inspect(CredentialQuery query, String credential, Instant at) {
        var trust = framework.get();
        return trust.isEmpty()
                ? Optional.of(new Rejection.TrustUnavailable("anchors and lists"))
                : new CredentialInspection(trust.get(), limits, formerType).inspect(query, credential, at);
    }

    public Verdict verify(VpToken vpToken, PresentationRequest asked, Instant at) {
        return framework
                .get()
                .map(trust -> new PresentationVerifier(trust, limits, formerType).verify(vpToken, asked, at))
                .orElseGet(() -> new Verdict.Rejected(new Rejection.TrustUnavailable("anchors and lists")));
    }
}
