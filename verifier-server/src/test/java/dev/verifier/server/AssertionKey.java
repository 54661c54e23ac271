package dev.verifier.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A client's key of any kind, and the assertions it makes with the JDK's own signatures. */
public record AssertionKey(String algorithm, KeyPair keys) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A new key for an algorithm. */
    public static AssertionKey generate(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(
                    switch (algorithm) {
                        case "ES256", "ES384", "ES512" -> "EC";
                        case "EdDSA" -> "Ed25519";
                        default -> "RSA";
                    });
            switch (algorithm) {
                case "ES256" -> generator.initialize(256);
                case "ES384" -> generator.initialize(384);
                case "ES512" -> generator.initialize(521);
                case "EdDSA" -> {}
                default -> generator.initialize(2048);
            }
            return new AssertionKey(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same key with another algorithm that it can do as well. */
    public AssertionKey signing(String other) {
        return new AssertionKey(other, keys);
    }

    /** The key as a list has it. */
    public String jwk() {
        return switch (keys.getPublic()) {
            case ECPublicKey ec -> {
                var bits = ec.getParams().getCurve().getField().getFieldSize();
                yield "{kty: EC, crv: P-%d, x: \"%s\", y: \"%s\"}"
                        .formatted(
                                bits,
                                unsigned(ec.getW().getAffineX().toByteArray(), (bits + 7) / 8),
                                unsigned(ec.getW().getAffineY().toByteArray(), (bits + 7) / 8));
            }
            case RSAPublicKey rsa ->
                "{kty: RSA, n: \"%s\", e: \"%s\"}"
                        .formatted(
                                unsigned(
                                        rsa.getModulus().toByteArray(),
                                        rsa.getModulus().bitLength() / 8),
                                unsigned(rsa.getPublicExponent().toByteArray(), 3));
            default -> {
                var spki = keys.getPublic().getEncoded();
                yield "{kty: OKP, crv: Ed25519, x: \"%s\"}"
                        .formatted(base64(Arrays.copyOfRange(spki, spki.length - 32, spki.length)));
            }
        };
    }

    /** An assertion that is as it should be. */
    String assertion(String clientId) {
        return assertion(clientId, Map.of());
    }

    /** One with other claims. */
    String assertion(String clientId, Map<String, Object> more) {
        var now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", World.ISSUER.toString());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.putAll(more);
        return sign(Map.of("alg", algorithm), claims);
    }

    public String sign(Map<String, Object> header, Map<String, Object> claims) {
        var input = base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        try {
            var signature = Signature.getInstance(
                    switch (algorithm) {
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        case "ES384" -> "SHA384withECDSAinP1363Format";
                        case "ES512" -> "SHA512withECDSAinP1363Format";
                        case "EdDSA" -> "Ed25519";
                        case "PS256" -> "RSASSA-PSS";
                        default -> "SHA256withRSA";
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(keys.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String unsigned(byte[] number, int length) {
        var fixed = new byte[length];
        var from = Math.max(0, number.length - length);
        System.arraycopy(number, from, fixed, length - (number.length - from), number.length - from);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
