package dev.verifier.server.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a request object is encrypted to the wallet that fetches it (OpenID4VP 1.0 §5.10): to its key on P-256, with ECDH-ES and nothing
 * else, as answers are to us. Immutable and thread-safe.
 */
public final class RequestEncryption {

    /** The one of {@code request_object_encryption_alg_values_supported} that we know. */
    public static final String ALGORITHM = "ECDH-ES";

    private final ECKey key;
    private final EncryptionMethod method;

    private RequestEncryption(ECKey key, EncryptionMethod method) {
        this.key = key;
        this.method = method;
    }

    /**
     * To this key, if it is one for that.
     *
     * @param jwk as the wallet shows it; what is no member of a public key on a curve counts for nothing, save a private
     *     part, which nobody should have sent
     * @param methods of content encryption that the wallet reads, the one it likes best first
     */
    public static Optional<RequestEncryption> to(Map<?, ?> jwk, List<String> methods) {
        var method = methods.stream().filter(ResponseKey.METHODS::contains).findFirst();
        var members = new LinkedHashMap<String, Object>();
        for (var name : List.of("kty", "crv", "x", "y", "kid", "use", "alg")) {
            var value = jwk.get(name);
            if (value != null) {
                members.put(name, value);
            }
        }
        if (method.isEmpty() || jwk.containsKey("d")) {
            return Optional.empty();
        }
        try {
            // The constructor of the key refuses what is no point of its curve.
            var key = ECKey.parse(members);
            return isForIt(key)
                    ? Optional.of(new RequestEncryption(key, EncryptionMethod.parse(method.get())))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static boolean isForIt(ECKey key) {
        return Curve.P_256.equals(key.getCurve())
                && (key.getKeyUse() == null || KeyUse.ENCRYPTION.equals(key.getKeyUse()))
                && (key.getAlgorithm() == null || JWEAlgorithm.ECDH_ES.equals(key.getAlgorithm()));
    }

    /**
     * A signed request object as a compact JWE around it (RFC 9101 §4, RFC 7519 §5.2).
     *
     * @param type what the request object is, inside and outside
     */
    public String around(String signed, String type) {
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, method)
                    .type(new JOSEObjectType(type))
                    .contentType(type)
                    .keyID(key.getKeyID())
                    .build();
            var jwe = new JWEObject(header, new Payload(signed));
            jwe.encrypt(new ECDHEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK encrypts to a key on P-256", e);
        }
    }
}
