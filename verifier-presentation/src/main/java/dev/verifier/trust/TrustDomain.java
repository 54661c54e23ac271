package dev.verifier.trust;

import dev.verifier.x509.TrustAnchors;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is believed beforehand about credentials of some types.
 *
 * @param anchors where the certificate chains of their issuers must lead
 * @param issuers who may issue them
 * @param origins where an anchor is written down, by its thumbprint: evidence, and nothing that is decided by
 */
public record TrustDomain(TrustAnchors anchors, TrustedIssuers issuers, Function<String, Optional<Source>> origins) {

    /** One whose anchors are written nowhere. */
    public TrustDomain(TrustAnchors anchors, TrustedIssuers issuers) {
        this(anchors, issuers, _ -> Optional.empty());
    }
}
