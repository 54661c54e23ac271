package dev.verifier.presentation;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Claims;
import dev.verifier.jose.Freshness;
import dev.verifier.rejection.RejectedException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What was asked for, and how its answer must be bound to us and to now.
 *
 * @param query the credentials
 * @param audience whom a presentation must be addressed to
 * @param freshness how long a presentation may live
 * @param uniqueId by which name a presentation is remembered
 * @param handover how the request came to the wallet
 * @param transactionData what the holder is to authorize
 * @param holders whose credentials may answer it together
 */
public record PresentationRequest(
        DcqlQuery query,
        AudienceRule audience,
        Freshness freshness,
        UniqueId uniqueId,
        Handover handover,
        TransactionData transactionData,
        HolderRule holders) {

    /** A presentation that came by itself, as machines send it. */
    public PresentationRequest(DcqlQuery query, AudienceRule audience, Freshness freshness, UniqueId uniqueId) {
        this(query, audience, freshness, uniqueId, new Handover.None(), TransactionData.NONE, HolderRule.ONE_KEY);
    }

    /**
     * What a wallet is asked (OpenID4VP 1.0 §5). Its presentation must be signed with this nonce and be addressed to the client identifier
     * that was sent; one that says when it was made or when it ends must say both.
     *
     * @param audience the client identifier with its prefix (§14.1.2)
     */
    public static PresentationRequest ofWallet(
            DcqlQuery query, Nonce nonce, AudienceRule audience, Freshness freshness, Handover handover) {
        return new PresentationRequest(
                query, audience, freshness.dated(), nonce, handover, TransactionData.NONE, HolderRule.ONE_KEY);
    }

    /** The same, with something to authorize. */
    public PresentationRequest authorizing(TransactionData data) {
        return new PresentationRequest(query, audience, freshness, uniqueId, handover, data, holders);
    }

    /** The same, with another word on whose credentials may come together. */
    public PresentationRequest heldBy(HolderRule rule) {
        return new PresentationRequest(query, audience, freshness, uniqueId, handover, transactionData, rule);
    }

    /**
     * The instant from which a W3C presentation is worthless. One that is asked for with a nonce was made since, for nobody knew the nonce
     * before, and counts once: it needs no dates (OpenID4VP 1.0 Appendix B.1.3.1.5 wants none). The dates it has count.
     */
    Instant requireFresh(Claims claims, Instant at) throws RejectedException {
        var undated = Stream.of("iat", "nbf", "exp").noneMatch(claims::has);
        return undated && uniqueId instanceof Nonce ? at.plus(freshness.longest()) : freshness.require(claims, at);
    }
}
