package dev.verifier.trust;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.x509.TrustAnchors;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is believed beforehand about credentials of some types.
 *
 * @param anchors where the certificate chains of their issuers must lead
 * @param issuers who may issue them
 * @param origins where an anchor is written down, by its thumbprint: evidence, and nothing that is decided by
 * @param metadata where issuers publish their keys that have no certificates; empty where nobody without certificates is believed
 */
public record TrustDomain(
        TrustAnchors anchors,
        TrustedIssuers issuers,
        Function<String, Optional<Source>> origins,
        Optional<IssuerMetadata> metadata) {

    public TrustDomain {
        if (issuers instanceof AnchoredIssuers && metadata.isPresent()) {
            throw new IllegalArgumentException("where anchors are the list, nobody is on it without certificates");
        }
    }

    /** One whose anchors are written nowhere. */
    public TrustDomain(TrustAnchors anchors, TrustedIssuers issuers) {
        this(anchors, issuers, _ -> Optional.empty(), Optional.empty());
    }

    /** Where keys without certificates are published; where none is believed, a certificate is what is missing. */
    public IssuerMetadata requireMetadata() throws RejectedException {
        return metadata.orElseThrow(() -> new RejectedException(new Rejection.CertificateMissing()));
    }
}
