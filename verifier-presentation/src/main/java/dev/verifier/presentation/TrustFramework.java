package dev.verifier.presentation;

import dev.verifier.status.RevokedCredentials;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.x509.TrustAnchors;

/**
 * Everything that is believed beforehand, as of one moment. A verification uses one framework from beginning to end, whatever
 * is reloaded meanwhile. Immutable and thread-safe.
 *
 * @param anchors where certificate chains must lead
 * @param issuers who may issue what
 * @param participants who may give a mandate
 * @param revoked credentials that no longer hold
 */
public record TrustFramework(
        TrustAnchors anchors, TrustedIssuers issuers, Participants participants, RevokedCredentials revoked) {}
