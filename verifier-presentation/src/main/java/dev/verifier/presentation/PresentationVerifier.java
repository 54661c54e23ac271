package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.presentation.Verdict.Accepted;
import dev.verifier.presentation.Verdict.Rejected;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.FormerType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The front door: decides whether what was presented may be believed. Throws nothing for anything a stranger can send.
 * Immutable and thread-safe.
 */
public final class PresentationVerifier {

    private final PresentationLimits limits;
    private final JwtVpVerifier jwtVps;
    private final SdJwtVcVerifier sdJwtVcs;
    private final MdocVerifier mdocs;
    private final AskedAuthorities authorities;

    /**
     * @param framework what is believed beforehand
     * @param limits how much of a presentation is looked at
     * @param formerType whether an SD-JWT VC may still have the type header of drafts
     */
    public PresentationVerifier(TrustFramework framework, PresentationLimits limits, FormerType formerType) {
        this.limits = limits;
        this.jwtVps = new JwtVpVerifier(framework, limits);
        this.sdJwtVcs = new SdJwtVcVerifier(framework, limits, formerType);
        this.mdocs = new MdocVerifier(framework, limits);
        this.authorities = new AskedAuthorities(framework.federation());
    }

    /**
     * OpenID4VP 1.0 §8.6: a presentation that does not hold is left out, and what is left must still be what was asked for. One that
     * was made for another request, or for somebody else, spoils the whole answer (§14.1.2). So does a transaction that nobody
     * authorized with what is left (§8.4).
     */
    public Verdict verify(VpToken vpToken, PresentationRequest asked, Instant at) {
        var believed = new LinkedHashMap<QueryId, List<VerifiedCredential>>();
        var leftOut = new ArrayList<Rejection>();
        try {
            for (var answer : Answer.all(vpToken, asked.query())) {
                try {
                    var credential = authorities.require(
                            answer.query(), verify(answer.query(), answer.presentation(), asked, at), at);
                    believed.computeIfAbsent(answer.query().id(), _ -> new ArrayList<>())
                            .add(credential);
                } catch (RejectedException e) {
                    leftOut.add(unlessForAnother(e));
                }
            }
        } catch (RejectedException e) {
            return new Rejected(e.rejection());
        }
        if (!asked.query().satisfiedBy(believed.keySet())) {
            return new Rejected(leftOut.isEmpty() ? new Rejection.QueryNotAnswered() : leftOut.getFirst());
        }
        believed.keySet().retainAll(asked.query().counted(believed.keySet()));
        if (believed.isEmpty()) {
            return new Rejected(new Rejection.QueryNotAnswered());
        }
        if (!asked.holders().allows(believed.values())) {
            return new Rejected(new Rejection.HoldersDiffer());
        }
        var toAuthorize = asked.transactionData();
        if (!toAuthorize.isAuthorizedBy(believed.values())) {
            return new Rejected(new Rejection.TransactionDataNotAuthorized());
        }
        if (!toAuthorize.entries().isEmpty()) {
            Trace.passed(
                    Part.PRESENTATION,
                    Check.AUTHORIZED,
                    () -> toAuthorize.entries().size() + " entries");
        }
        return new Accepted(believed, leftOut);
    }

    private static Rejection unlessForAnother(RejectedException rejected) throws RejectedException {
        if (rejected.rejection() instanceof Rejection.WrongNonce
                || rejected.rejection() instanceof Rejection.WrongAudience) {
            throw rejected;
        }
        return rejected.rejection();
    }

    private VerifiedCredential verify(CredentialQuery query, String answer, PresentationRequest asked, Instant at)
            throws RejectedException {
        var presented = Presentation.parse(query.format(), answer, limits);
        Trace.passed(Part.PRESENTATION, Check.READ, query.format()::identifier);
        return switch (presented) {
            case JwtVpPresentation jwtVp -> jwtVps.verify(query, jwtVp, asked, at);
            case SdJwtVcPresentation sdJwtVc -> sdJwtVcs.verify(query, sdJwtVc, asked, at);
            case MdocPresentation mdoc -> mdocs.verify(query, mdoc, asked, at);
        };
    }
}
