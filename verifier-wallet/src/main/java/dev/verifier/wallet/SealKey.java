package dev.verifier.wallet;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** What an issuer's seal, or an authority, may have for a key to sign with (RFC 7518 §3.1). The ecosystem's seals are RSA. */
public enum SealKey {
    RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    P_256("EC", new ECGenParameterSpec("secp256r1")),
    P_384("EC", new ECGenParameterSpec("secp384r1")),
    P_521("EC", new ECGenParameterSpec("secp521r1"));

    private final String algorithm;

    @SuppressWarnings("ImmutableEnumChecker") // the JDK's specs are immutable, and not annotated so
    private final AlgorithmParameterSpec parameters;

    SealKey(String algorithm, AlgorithmParameterSpec parameters) {
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    /** The kind that can sign as this key does. */
    static SealKey like(PublicKey key) {
        return switch (key) {
            case ECKey ec -> valueOf("P_" + ec.getParams().getOrder().bitLength());
            default -> RSA_2048;
        };
    }

    KeyPair generate(SecureRandom random) {
        return generate(algorithm, parameters, random);
    }

    static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every JDK makes " + algorithm + " keys", e);
        }
    }
}
