package dev.verifier.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Set;

/**
 * ECDSA by the JDK's first provider (RFC 7518 §3.4), which takes R and S as JOSE writes them: the JOSE library would write them as DER
 * first, and make a header and a Base64 text for every question.
 *
 * @param algorithm the only one for a key on its curve
 * @param name what the JDK calls it
 * @param octets of R and S together
 */
record Ecdsa(SignatureAlgorithm algorithm, String name, int octets) {

    private static final Ecdsa P256 = new Ecdsa(SignatureAlgorithm.ES256, "SHA256withECDSAinP1363Format", 64);
    private static final Ecdsa P384 = new Ecdsa(SignatureAlgorithm.ES384, "SHA384withECDSAinP1363Format", 96);
    private static final Ecdsa P521 = new Ecdsa(SignatureAlgorithm.ES512, "SHA512withECDSAinP1363Format", 132);

    static SignatureCheck check(ECKey jwk) throws JOSEException {
        var ecdsa = on(jwk.getCurve());
        var key = jwk.toECPublicKey();
        return new SignatureCheck(Set.of(ecdsa.algorithm), (algorithm, signingInput, signature) -> {
            if (algorithm != ecdsa.algorithm || signature.length != ecdsa.octets) {
                return false;
            }
            try {
                var verification = Signature.getInstance(ecdsa.name);
                verification.initVerify(key);
                verification.update(signingInput);
                return verification.verify(signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        });
    }

    private static Ecdsa on(Curve curve) throws JOSEException {
        if (curve.equals(Curve.P_256)) {
            return P256;
        }
        if (curve.equals(Curve.P_384)) {
            return P384;
        }
        if (curve.equals(Curve.P_521)) {
            return P521;
        }
        throw new JOSEException("no such curve");
    }
}
