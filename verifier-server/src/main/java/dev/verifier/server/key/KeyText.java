package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads P-256 keys from PEM (RFC 7468: PKCS#8 private, SubjectPublicKeyInfo public) and JWK (RFC 7517). Stateless. */
final class KeyText {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([^-]*)-----END \\1 KEY-----", Pattern.DOTALL);

    private KeyText() {}

    /** Whether a configured value is a key itself and not the name of a file. */
    static boolean isKey(String value) {
        return value.strip().startsWith("-----BEGIN") || value.strip().startsWith("{");
    }

    static ECKey privateKey(String text) {
        var key = parse(text);
        if (!key.isPrivate()) {
            throw new IllegalArgumentException("it has only the public part");
        }
        return key;
    }

    /** With or without a private part. */
    static ECKey anyKey(String text) {
        return parse(text);
    }

    static ECKey publicKey(String text) {
        return parse(text).toPublicJWK();
    }

    /** The public part for the JDK. */
    static ECPublicKey point(ECKey key) {
        try {
            return key.toECPublicKey();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("it is not on P-256, which ES256 needs", e);
        }
    }

    /** A public key for the rest of the room. */
    static ECKey jwk(PublicKey key) {
        if (key instanceof ECPublicKey point) {
            return jwk(point).build();
        }
        throw new IllegalArgumentException("it is not on P-256, which ES256 needs");
    }

    private static ECKey parse(String text) {
        try {
            var key = text.strip().startsWith("{") ? JWK.parse(text) : pem(text);
            if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
                return ec;
            }
            throw new IllegalArgumentException("it is not on P-256, which ES256 needs");
        } catch (ParseException | GeneralSecurityException e) {
            throw new IllegalArgumentException("it is neither PEM (PKCS#8) nor JWK", e);
        }
    }

    private static ECKey pem(String text) throws GeneralSecurityException {
        var block = PEM.matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException("it is neither PEM (PKCS#8) nor JWK");
        }
        var der = Base64.getMimeDecoder().decode(block.group(2));
        var factory = KeyFactory.getInstance("EC");
        if (block.group(1).equals("PUBLIC")) {
            return jwk((ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(der)))
                    .build();
        }
        var key = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
        return jwk(PublicPoint.of(key)).privateKey(key).build();
    }

    private static ECKey.Builder jwk(ECPublicKey key) {
        if (!Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
            throw new IllegalArgumentException("it is not on P-256, which ES256 needs");
        }
        return new ECKey.Builder(Curve.P_256, key);
    }
}
