package dev.verifier.wallet;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** RFC 7518 §3.1: the algorithms this room signs with, made by the JDK's own providers. */
enum JwsAlgorithm {
    ES256("EC", 256, "SHA256withECDSAinP1363Format"),
    ES384("EC", 384, "SHA384withECDSAinP1363Format"),
    ES512("EC", 521, "SHA512withECDSAinP1363Format"),
    RS256("RSA", 0, "SHA256withRSA"),
    PS256("RSA", 0, "RSASSA-PSS");

    private final String keyType;
    private final int curveBits;
    private final String signature;

    JwsAlgorithm(String keyType, int curveBits, String signature) {
        this.keyType = keyType;
        this.curveBits = curveBits;
        this.signature = signature;
    }

    /** The algorithm the header names if this key can make it, else the key's own: a header may lie, a key cannot. */
    static JwsAlgorithm of(PrivateKey key, @Nullable Object alg) {
        var own = of(key);
        return own == RS256 && PS256.name().equals(alg) ? PS256 : own;
    }

    /** The algorithm this key signs with unless told otherwise. */
    static JwsAlgorithm of(PrivateKey key) {
        for (var algorithm : values()) {
            if (algorithm.fits(key)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("no JWS algorithm for a key of type " + key.getAlgorithm());
    }

    byte[] sign(PrivateKey key, byte[] signingInput) {
        try {
            var signer = Signature.getInstance(signature);
            if (this == PS256) {
                // RFC 7518 §3.5: the salt is as long as the hash.
                signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signer.initSign(key);
            signer.update(signingInput);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign " + name(), e);
        }
    }

    private boolean fits(PrivateKey key) {
        return switch (key) {
            case ECKey ec -> ec.getParams().getOrder().bitLength() == curveBits;
            default -> key.getAlgorithm().equals(keyType);
        };
    }
}
