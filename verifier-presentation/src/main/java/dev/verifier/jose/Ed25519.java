package dev.verifier.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 by the JDK (RFC 8032, RFC 8037); the JOSE library would bring another library along for it. */
final class Ed25519 {

    /** SubjectPublicKeyInfo up to the 32 key bytes (RFC 8410 §4). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static OctetKeyPair jwk(EdECPublicKey key) {
        var spki = key.getEncoded();
        var raw = Arrays.copyOfRange(spki, SPKI.length, spki.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).build();
    }

    static SignatureCheck check(OctetKeyPair jwk) throws RejectedException {
        var key = publicKey(jwk.getX().decode());
        return new SignatureCheck(Set.of(SignatureAlgorithm.EDDSA), (algorithm, signingInput, signature) -> {
            try {
                var ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(key);
                ed25519.update(signingInput);
                return ed25519.verify(signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        });
    }

    private static PublicKey publicKey(byte[] raw) throws RejectedException {
        var spki = Arrays.copyOf(SPKI, SPKI.length + raw.length);
        System.arraycopy(raw, 0, spki, SPKI.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new RejectedException(new Rejection.KeyNotUsable("not on the curve"));
        }
    }
}
