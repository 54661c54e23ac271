package dev.verifier.client;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/**
 * The public key of a private one: PKCS#8 need not contain it (RFC 5915 §3), and the JDK does not compute it. Double-and-add in
 * affine coordinates, once at the start, on the application's own key.
 */
final class PublicPoint {

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final BigInteger p;
    private final BigInteger a;

    private PublicPoint(ECPrivateKey key) {
        this.p = ((ECFieldFp) key.getParams().getCurve().getField()).getP();
        this.a = key.getParams().getCurve().getA();
    }

    static ECPublicKey of(ECPrivateKey key) throws GeneralSecurityException {
        var curve = new PublicPoint(key);
        var point = curve.multiply(key.getParams().getGenerator(), key.getS());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, key.getParams()));
    }

    private ECPoint multiply(ECPoint generator, BigInteger scalar) {
        var sum = ECPoint.POINT_INFINITY;
        for (var bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (scalar.testBit(bit)) {
                sum = add(sum, generator);
            }
        }
        return sum;
    }

    private ECPoint add(ECPoint left, ECPoint right) {
        if (left.equals(ECPoint.POINT_INFINITY)) {
            return right;
        }
        var x1 = left.getAffineX();
        var y1 = left.getAffineY();
        var x2 = right.getAffineX();
        var slope = left.equals(right)
                ? x1.pow(2).multiply(THREE).add(a).multiply(y1.shiftLeft(1).modInverse(p))
                : right.getAffineY().subtract(y1).multiply(x2.subtract(x1).modInverse(p));
        var x3 = slope.pow(2).subtract(x1).subtract(x2).mod(p);
        return new ECPoint(x3, slope.multiply(x1.subtract(x3)).subtract(y1).mod(p));
    }
}
