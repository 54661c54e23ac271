package dev.verifier.trust;

import dev.verifier.x509.TrustAnchors;

/**
 * What is believed beforehand about credentials of some types.
 *
 * @param anchors where the certificate chains of their issuers must lead
 * @param issuers who may issue them
 */
public record TrustDomain(TrustAnchors anchors, TrustedIssuers issuers) {}
