package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;

/**
 * Claims that were under a valid signature. Only {@link JwsVerifier} makes one. Immutable and thread-safe.
 */
public final class VerifiedJws {

    private final Claims claims;
    private final Claims header;
    private final PublicJwk key;
    private final byte[] signingInput;

    VerifiedJws(Claims claims, Claims header, PublicJwk key, byte[] signingInput) {
        this.claims = claims;
        this.header = header;
        this.key = key;
        this.signingInput = signingInput;
    }

    public Claims claims() {
        return claims;
    }

    /** Header members, which the signature covers too. */
    public Claims header() {
        return header;
    }

    /** The {@code typ} header in lower case and without {@code application/}; the empty string where it is absent. */
    public String type() throws RejectedException {
        return JwsVerifier.type(header);
    }

    /** The key whose signature this is. */
    public PublicJwk key() {
        return key;
    }

    /**
     * SHA-256 of what was signed, base64url. The same for every spelling of the same signed bytes: ECDSA signatures can be
     * changed without the key, what they sign cannot.
     */
    public String digest() {
        return JwsVerifier.sha256(signingInput);
    }
}
