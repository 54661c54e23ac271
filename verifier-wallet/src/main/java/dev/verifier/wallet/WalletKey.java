package dev.verifier.wallet;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A P-256 key and the did:key (did:key v0.9) that names it: all the identity a wallet or a machine has. */
public final class WalletKey {
    private final PrivateKey privateKey;
    private final BigInteger scalar;
    private final DidKey didKey;

    private WalletKey(BigInteger scalar) {
        if (scalar.signum() <= 0 || scalar.compareTo(P256.PARAMETERS.getOrder()) >= 0) {
            throw new IllegalArgumentException("the private key is not between 1 and the order of P-256");
        }
        this.scalar = scalar;
        this.didKey = new DidKey(P256.publicPoint(scalar));
        this.privateKey = privateKey(scalar);
    }

    public static WalletKey generate(SecureRandom random) {
        return of((ECPrivateKey) SealKey.P_256.generate(random).getPrivate());
    }

    /**
     * Reads a private key.
     *
     * @param pemOrJwk a PKCS#8 PEM block, or a JWK with {@code d}
     * @throws IllegalArgumentException if it is neither, or not on P-256; the message says what to do
     */
    public static WalletKey read(String pemOrJwk) {
        if (pemOrJwk.strip().startsWith("{")) {
            return readJwk(Json.read(pemOrJwk));
        }
        return of((ECPrivateKey) Pem.privateKeys(pemOrJwk, "EC").getFirst());
    }

    /** The did:key, without fragment. */
    public String did() {
        return didKey.did();
    }

    /** The did:key with the fragment of its one verification method. */
    public String keyId() {
        return didKey.keyId();
    }

    /** The private key as PKCS#8 PEM. */
    public String toPem() {
        return Pem.of(privateKey);
    }

    /** The private key as JWK, RFC 7518 §6.2.2. */
    public String toJwk() {
        return Json.write(privateJwk());
    }

    public Map<String, Object> publicJwk() {
        return didKey.jwk();
    }

    Map<String, Object> privateJwk() {
        var jwk = new LinkedHashMap<>(publicJwk());
        jwk.put("d", CompactJws.encode(Octets.unsigned(scalar, P256.COORDINATE_LENGTH)));
        return jwk;
    }

    DidKey didKey() {
        return didKey;
    }

    /**
     * A compact JWS signed ES256. The header's {@code alg} is set if absent and kept if present, even if it lies: the signature is the
     * one this key can make.
     */
    public String sign(Map<String, ?> header, Map<String, ?> claims) {
        var named = new LinkedHashMap<String, Object>(header);
        named.putIfAbsent("alg", JwsAlgorithm.ES256.name());
        return sign(new JwsDraft(named, new LinkedHashMap<>(claims)));
    }

    String sign(JwsDraft draft) {
        return CompactJws.unsigned(draft).signed(this::signature).toString();
    }

    byte[] signature(byte[] signingInput) {
        return JwsAlgorithm.ES256.sign(privateKey, signingInput);
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    public PublicKey publicKey() {
        return didKey.publicKey();
    }

    private static WalletKey of(ECPrivateKey key) {
        if (!key.getParams().getCurve().equals(P256.PARAMETERS.getCurve())) {
            throw new IllegalArgumentException("the key is not on P-256; make one with: verifier-wallet key");
        }
        return new WalletKey(key.getS());
    }

    private static WalletKey readJwk(Map<String, Object> jwk) {
        if (!"P-256".equals(jwk.get("crv")) || !(jwk.get("d") instanceof String d)) {
            throw new IllegalArgumentException("the JWK is not a private P-256 key: it needs crv P-256 and d");
        }
        try {
            return new WalletKey(new BigInteger(1, Base64.getUrlDecoder().decode(d)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the JWK's d is not base64url of a private key of P-256", e);
        }
    }

    private static PrivateKey privateKey(BigInteger scalar) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the scalar is no private key of P-256", e);
        }
    }
}
