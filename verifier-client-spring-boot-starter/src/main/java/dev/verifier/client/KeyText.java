package dev.verifier.client;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads P-256 private keys from PEM (RFC 7468, PKCS#8) and JWK (RFC 7517). Stateless. */
final class KeyText {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final String OTHER_CURVE = "the key is not on P-256, which ES256 needs";
    private static final String NEITHER = "it is neither PEM (PKCS#8) nor JWK";

    private KeyText() {}

    /** Whether a configured value is a key itself and not where one is. */
    static boolean isKey(String value) {
        return value.strip().startsWith("-----BEGIN") || value.strip().startsWith("{");
    }

    static ECKey privateKey(String text) {
        try {
            var key = text.strip().startsWith("{") ? JWK.parse(text) : pem(text);
            if (!(key instanceof ECKey ec) || !ec.getCurve().equals(Curve.P_256)) {
                throw new IllegalArgumentException(OTHER_CURVE);
            }
            if (!ec.isPrivate()) {
                throw new IllegalArgumentException("it has only the public part of the key");
            }
            return ec;
        } catch (ParseException | GeneralSecurityException e) {
            throw new IllegalArgumentException(NEITHER, e);
        }
    }

    /** The beginning of a JWK. */
    static ECKey.Builder jwk(PublicKey key) {
        if (key instanceof ECPublicKey point && Curve.P_256.equals(Curve.forECParameterSpec(point.getParams()))) {
            return new ECKey.Builder(Curve.P_256, point);
        }
        throw new IllegalArgumentException(OTHER_CURVE);
    }

    private static ECKey pem(String text) throws GeneralSecurityException {
        var block = PEM.matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException(NEITHER);
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
        var key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(encoded);
        return jwk(PublicPoint.of(key)).privateKey(key).build();
    }
}
