package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A verifier's key that answers to one request are encrypted to (OpenID4VP 1.0 §8.3), on P-256.
 *
 * @param jwk as the request has it
 * @param enc how the answer is encrypted
 */
public record EncryptionKey(Map<String, Object> jwk, ContentEncryption enc) {
    public EncryptionKey {
        jwk = Map.copyOf(jwk);
    }

    /**
     * Reads a key of {@code client_metadata.jwks}.
     *
     * @throws IllegalArgumentException if it is none that this wallet can encrypt to
     */
    public static EncryptionKey of(Map<?, ?> members, ContentEncryption enc) {
        var jwk = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> jwk.put(String.valueOf(name), value));
        boolean usable = "EC".equals(jwk.get("kty"))
                && "P-256".equals(jwk.get("crv"))
                && "ECDH-ES".equals(jwk.get("alg"))
                && jwk.get("kid") instanceof String
                && "enc".equals(jwk.getOrDefault("use", "enc"));
        if (!usable) {
            throw new IllegalArgumentException("the key is not one for ECDH-ES on P-256 with a kid");
        }
        var key = new EncryptionKey(jwk, enc);
        if (!P256.contains(key.point())) {
            throw new IllegalArgumentException("the key is no point of P-256");
        }
        return key;
    }

    /** The same key, with another way to encrypt. */
    public EncryptionKey with(ContentEncryption other) {
        return new EncryptionKey(jwk, other);
    }

    /** The name the answer repeats. */
    public String kid() {
        return String.valueOf(jwk.get("kid"));
    }

    /** RFC 7638 §3, SHA-256 in base64url. */
    public String thumbprint() {
        var members =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(jwk.get("x"), jwk.get("y"));
        try {
            return CompactJws.encode(MessageDigest.getInstance("SHA-256").digest(members.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point(), P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows P-256", e);
        }
    }

    private ECPoint point() {
        return new ECPoint(coordinate("x"), coordinate("y"));
    }

    private BigInteger coordinate(String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(jwk.get(name))));
    }
}
