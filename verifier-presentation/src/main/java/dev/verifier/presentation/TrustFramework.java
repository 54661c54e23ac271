package dev.verifier.presentation;

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
 */
public record TrustFramework(TrustDomains domains, Participants participants, StatusCheck status) {}
