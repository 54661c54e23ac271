package dev.verifier.presentation;

import dev.verifier.federation.Federation;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomains;

/**
 * Everything that is believed beforehand, as of one moment. A verification uses one framework from beginning to end, whatever
 * is reloaded meanwhile. Immutable and thread-safe.
 *
 * @param domains who may issue what, by type
 * @param participants who may give a mandate
 * @param status whether a credential still holds
 * @param federation whether an issuer belongs to a federation, where that is asked for
 */
public record TrustFramework(
        TrustDomains domains, Participants participants, StatusCheck status, Federation federation) {

    /** One that knows no federations. */
    public TrustFramework(TrustDomains domains, Participants participants, StatusCheck status) {
        this(domains, participants, status, Federation.NONE);
    }
}
