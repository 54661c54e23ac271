package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.jose.VerifiedJws;

/**
 * What an issuer signed with a key that is its own. Only {@link IssuerAuthentication} and {@link PublishedKeyAuthentication} make one.
 * Immutable and thread-safe.
 */
public final class IssuerSigned {

    private final IssuerId issuer;
    private final KeyEvidence evidence;
    private final VerifiedJws jws;

    IssuerSigned(IssuerId issuer, KeyEvidence evidence, VerifiedJws jws) {
        this.issuer = issuer;
        this.evidence = evidence;
        this.jws = jws;
    }

    /** Whom the evidence speaks of. */
    public IssuerId issuer() {
        return issuer;
    }

    public KeyEvidence evidence() {
        return evidence;
    }

    public VerifiedJws jws() {
        return jws;
    }
}
