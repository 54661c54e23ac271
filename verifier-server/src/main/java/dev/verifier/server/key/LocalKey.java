package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** A key that the JDK's own cryptography signs with: one that was read, or one that stays in its module (PKCS#11). Thread-safe. */
final class LocalKey implements Signer {

    private static final JWSHeader ES256 = new JWSHeader(JWSAlgorithm.ES256);

    /** ES256 as the JDK calls it: R and S, and not the DER that the JOSE library has to take apart. */
    private static final String R_AND_S = "SHA256withECDSAinP1363Format";

    private final ECKey key;
    private final ECPublicKey publicKey;
    private final PrivateKey privateKey;
    private final ECDSASigner signer;

    private LocalKey(ECKey key, ECPublicKey publicKey, PrivateKey privateKey) throws JOSEException {
        this.key = key;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.signer = new ECDSASigner(privateKey, Curve.P_256);
    }

    /** One with a private part, or with a handle to it. */
    static LocalKey of(ECKey key) {
        try {
            return new LocalKey(key, key.toECPublicKey(), key.toPrivateKey());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("it has only the public part", e);
        }
    }

    /** All of it, where it is not kept from us. */
    Optional<ECKey> secret() {
        return Optional.of(key).filter(whole -> whole.getD() != null);
    }

    @Override
    public ECPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] input) {
        try {
            return key.getD() == null ? signer.sign(ES256, input).decode() : signed(input);
        } catch (JOSEException | GeneralSecurityException e) {
            throw new ProviderException("the key does not sign: " + e.getMessage(), e);
        }
    }

    private byte[] signed(byte[] input) throws GeneralSecurityException {
        var signature = Signature.getInstance(R_AND_S);
        signature.initSign(privateKey);
        signature.update(input);
        return signature.sign();
    }
}
