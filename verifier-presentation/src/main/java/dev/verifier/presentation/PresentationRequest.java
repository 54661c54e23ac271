package dev.verifier.presentation;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Freshness;

/**
 * What was asked for, and how its answer must be bound to us and to now.
 *
 * @param query the credentials
 * @param audience whom a presentation must be addressed to
 * @param freshness how long a presentation may live
 * @param uniqueId by which name a presentation is remembered
 * @param handover how the request came to the wallet
 */
public record PresentationRequest(
        DcqlQuery query, AudienceRule audience, Freshness freshness, UniqueId uniqueId, Handover handover) {

    /** A presentation that came by itself, as machines send it. */
    public PresentationRequest(DcqlQuery query, AudienceRule audience, Freshness freshness, UniqueId uniqueId) {
        this(query, audience, freshness, uniqueId, new Handover.None());
    }

    /**
     * What a wallet is asked (OpenID4VP 1.0 §5). Its presentation must be signed with this nonce, say when it was made, and be
     * addressed to the client identifier that was sent.
     *
     * @param audience the client identifier with its prefix (§14.1.2)
     */
    public static PresentationRequest ofWallet(
            DcqlQuery query, Nonce nonce, AudienceRule audience, Freshness freshness, Handover handover) {
        return new PresentationRequest(query, audience, freshness.dated(), nonce, handover);
    }
}
