package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.x509.TrustedChain;

/**
 * What an organisation signed with a seal that leads to one of our anchors. Only {@link IssuerAuthentication} makes one.
 * Immutable and thread-safe.
 */
public final class IssuerSigned {

    private final TrustedChain chain;
    private final VerifiedJws jws;

    IssuerSigned(TrustedChain chain, VerifiedJws jws) {
        this.chain = chain;
        this.jws = jws;
    }

    /** The organisation the certificate speaks of, not the one the credential says it is from. */
    public IssuerId organization() {
        return new IssuerId(chain.organizationIdentifier());
    }

    public TrustedChain chain() {
        return chain;
    }

    public VerifiedJws jws() {
        return jws;
    }
}
