package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.x509.TrustedChain;

/**
 * What an issuer signed with a seal that leads to one of our anchors. Only {@link IssuerAuthentication} makes one.
 * Immutable and thread-safe.
 */
public final class IssuerSigned {

    private final IssuerId issuer;
    private final TrustedChain chain;
    private final VerifiedJws jws;

    IssuerSigned(IssuerId issuer, TrustedChain chain, VerifiedJws jws) {
        this.issuer = issuer;
        this.chain = chain;
        this.jws = jws;
    }

    /** Whom the certificate speaks of, not whom the credential says it is from. */
    public IssuerId issuer() {
        return issuer;
    }

    public TrustedChain chain() {
        return chain;
    }

    public VerifiedJws jws() {
        return jws;
    }
}
