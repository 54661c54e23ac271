package dev.verifier.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.CurveBasedJWK;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A public key that signatures may be verified with: EC on P-256, P-384 or P-521, RSA of 2048 to 8192 bits, or Ed25519. Two
 * are equal when their RFC 7638 thumbprints are. Immutable and thread-safe; the key is decoded once.
 */
public final class PublicJwk {

    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
    private static final List<String> PUBLIC_MEMBERS = List.of("kty", "crv", "x", "y", "n", "e");
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final JWK jwk;
    private final SignatureCheck check;
    private final String thumbprint;

    private PublicJwk(JWK jwk) throws RejectedException {
        try {
            this.jwk = jwk;
            this.check = checkFor(jwk);
            this.thumbprint = jwk.computeThumbprint().toString();
        } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw notUsable("not a key");
        }
    }

    /** A key from its JWK members (RFC 7517 §4), such as a {@code cnf.jwk}; one that shows its private part is refused. */
    public static PublicJwk of(Claims jwk) throws RejectedException {
        for (var name : PRIVATE_MEMBERS) {
            if (jwk.has(name)) {
                throw notUsable("private part");
            }
        }
        var members = new LinkedHashMap<String, Object>();
        for (var name : PUBLIC_MEMBERS) {
            jwk.optionalText(name).ifPresent(value -> members.put(name, value));
        }
        try {
            return new PublicJwk(inItsOneSpelling(JWK.parse(members)));
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw notUsable("not a key");
        }
    }

    /** A key from the JSON text of a JWK, such as the identifier of a did:jwk. */
    public static PublicJwk parse(byte[] json) throws RejectedException {
        return of(new Claims(Part.CREDENTIAL, "", Json.object(json, 2, Rejection.KeyNotUsable::new)));
    }

    /** A key from a certificate or a key file. */
    public static PublicJwk of(PublicKey key) throws RejectedException {
        try {
            return switch (key) {
                case ECPublicKey ec -> {
                    var curve = Curve.forECParameterSpec(ec.getParams());
                    if (curve == null) {
                        throw notUsable("curve");
                    }
                    yield new PublicJwk(new ECKey.Builder(curve, ec).build());
                }
                case RSAPublicKey rsa -> new PublicJwk(new RSAKey.Builder(rsa).build());
                case EdECPublicKey ed -> new PublicJwk(Ed25519.jwk(ed));
                default -> throw notUsable("kind");
            };
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw notUsable("not on the curve");
        }
    }

    /** A key of a curve from the raw bytes of its coordinates; for Ed25519 there is no y. */
    public static PublicJwk of(String curve, byte[] x, byte[] y) throws RejectedException {
        var encodedX = Base64URL.encode(x);
        if (curve.equals(Curve.Ed25519.getName())) {
            return new PublicJwk(new OctetKeyPair.Builder(Curve.Ed25519, encodedX).build());
        }
        try {
            return new PublicJwk(new ECKey.Builder(Curve.parse(curve), encodedX, Base64URL.encode(y)).build());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw notUsable("not on the curve");
        }
    }

    /** RFC 7638 thumbprint with SHA-256, base64url. */
    public String thumbprint() {
        return thumbprint;
    }

    /** The public members, as in a JWK Set. */
    public Map<String, Object> asMap() {
        return jwk.toJSONObject();
    }

    /** The curve's name; empty for RSA. */
    public String curve() {
        return jwk instanceof CurveBasedJWK curveBased ? curveBased.getCurve().getName() : "";
    }

    /** The bytes of a coordinate of an elliptic curve key, {@code x} or {@code y}. */
    public byte[] coordinate(String name) {
        return new Base64URL((String) jwk.toJSONObject().get(name)).decode();
    }

    /** Whether this key made this signature, written as JOSE and COSE write one (RFC 7518 §3.4, RFC 9053 §2.1), and not in DER. */
    public boolean verifies(SignatureAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        return check.verifies(algorithm, signingInput, signature);
    }

    /** Whether a key of this kind makes such signatures. */
    public boolean fits(SignatureAlgorithm algorithm) {
        return check.algorithms().contains(algorithm);
    }

    /**
     * The same key as RFC 7518 §6.2.1.2 and §6.3.1.1 have it: coordinates of full length, numbers without leading zeros, Base64 without
     * stray bits. A key that could be written in several ways would have a thumbprint for each.
     */
    private static JWK inItsOneSpelling(JWK jwk) throws JOSEException {
        return switch (jwk) {
            case ECKey ec -> new ECKey.Builder(ec.getCurve(), ec.toECPublicKey()).build();
            case RSAKey rsa -> new RSAKey.Builder(rsa.toRSAPublicKey()).build();
            case OctetKeyPair okp ->
                new OctetKeyPair.Builder(okp.getCurve(), Base64URL.encode(okp.getDecodedX())).build();
            default -> jwk;
        };
    }

    private static SignatureCheck checkFor(JWK jwk) throws RejectedException, JOSEException {
        return switch (jwk) {
            case ECKey ec when CURVES.contains(ec.getCurve()) -> Ecdsa.check(ec);
            case RSAKey rsa when isUsable(rsa) -> SignatureCheck.of(new RSASSAVerifier(rsa));
            case OctetKeyPair okp when okp.getCurve().equals(Curve.Ed25519) -> Ed25519.check(okp);
            default -> throw notUsable("kind or size");
        };
    }

    /** RFC 8017 §3.1: a modulus is a product of odd primes; the exponent is odd too and at least 3. */
    private static boolean isUsable(RSAKey rsa) {
        var modulus = rsa.getModulus().decodeToBigInteger();
        var exponent = rsa.getPublicExponent().decodeToBigInteger();
        return modulus.testBit(0)
                && modulus.bitLength() >= 2048
                && modulus.bitLength() <= 8192
                && exponent.testBit(0)
                && exponent.bitLength() >= 2
                && exponent.bitLength() <= Long.SIZE;
    }

    private static RejectedException notUsable(String why) {
        return new RejectedException(new Rejection.KeyNotUsable(why));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicJwk key && key.thumbprint.equals(thumbprint);
    }

    @Override
    public int hashCode() {
        return thumbprint.hashCode();
    }

    @Override
    public String toString() {
        return "PublicJwk[" + thumbprint + "]";
    }
}
