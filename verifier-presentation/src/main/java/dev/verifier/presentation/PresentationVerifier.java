package dev.verifier.presentation;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Limits;
import dev.verifier.presentation.Verdict.Accepted;
import dev.verifier.presentation.Verdict.Rejected;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The front door: decides whether what was presented may be believed. Throws nothing for anything a stranger can send.
 * Immutable and thread-safe.
 */
public final class PresentationVerifier {

    private final Limits limits;
    private final JwtVpVerifier jwtVps;

    /**
     * @param framework what is believed beforehand
     * @param limits how much of a token is read
     * @param longestChain the largest number of certificates that is looked at
     */
    public PresentationVerifier(TrustFramework framework, Limits limits, int longestChain) {
        this.limits = limits;
        this.jwtVps = new JwtVpVerifier(framework, longestChain);
    }

    /** OpenID4VP 1.0 §8.6: every query is answered by one presentation that holds, and nothing else is answered. */
    public Verdict verify(VpToken vpToken, PresentationRequest asked, Instant at) {
        try {
            if (!asked.query().ids().containsAll(vpToken.answers().keySet())) {
                throw new RejectedException(new Rejection.MoreThanAsked());
            }
            var credentials = new LinkedHashMap<QueryId, List<VerifiedCredential>>();
            for (var query : asked.query().credentials()) {
                credentials.put(query.id(), List.of(verify(query, answer(vpToken, query), asked, at)));
            }
            return new Accepted(credentials);
        } catch (RejectedException e) {
            return new Rejected(e.rejection());
        }
    }

    private static String answer(VpToken vpToken, CredentialQuery query) throws RejectedException {
        var answers = vpToken.answers().getOrDefault(query.id(), List.of());
        if (answers.isEmpty()) {
            throw new RejectedException(
                    new Rejection.ClaimMissing(Part.PRESENTATION, query.id().value()));
        }
        if (answers.size() > 1) {
            throw new RejectedException(new Rejection.MoreThanAsked());
        }
        return answers.getFirst();
    }

    private VerifiedCredential verify(CredentialQuery query, String answer, PresentationRequest asked, Instant at)
            throws RejectedException {
        return switch (Presentation.parse(query.format(), answer, limits)) {
            case JwtVpPresentation jwtVp -> jwtVps.verify(query, jwtVp, asked, at);
        };
    }
}
