package dev.verifier.wallet;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;

/**
 * The curve P-256 (NIST SP 800-186 §3.2.1.3): the little arithmetic that a did:key needs and the JDK keeps to itself. It does not run in
 * constant time, which is fine for a demo wallet's key and for no other.
 */
final class P256 {
    static final int COORDINATE_LENGTH = 32;
    static final ECParameterSpec PARAMETERS = parameters();

    /** The prime of the field. */
    static final BigInteger P = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();

    private static final BigInteger A = PARAMETERS.getCurve().getA();
    private static final BigInteger B = PARAMETERS.getCurve().getB();

    private P256() {}

    /** The public point of a private scalar: scalar · G, by double-and-add. */
    static ECPoint publicPoint(BigInteger scalar) {
        var sum = ECPoint.POINT_INFINITY;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (scalar.testBit(bit)) {
                sum = add(sum, PARAMETERS.getGenerator());
            }
        }
        return sum;
    }

    /** SEC 1 §2.3.4: the point with this x and this parity of y; empty if no point of the curve has this x. */
    static Optional<ECPoint> lift(BigInteger x, boolean odd) {
        var square = x.pow(3).add(A.multiply(x)).add(B).mod(P);
        // P ≡ 3 (mod 4), so a root is one exponentiation away, if there is one at all.
        var root = square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        if (x.compareTo(P) >= 0 || !root.modPow(BigInteger.TWO, P).equals(square)) {
            return Optional.empty();
        }
        return Optional.of(new ECPoint(x, root.testBit(0) == odd ? root : P.subtract(root)));
    }

    /** Whether this is a point of the curve, which the arithmetic of a key agreement takes for granted. */
    static boolean contains(ECPoint point) {
        var x = point.getAffineX();
        var y = point.getAffineY();
        var right = x.pow(3).add(A.multiply(x)).add(B).mod(P);
        return x.compareTo(P) < 0 && y.compareTo(P) < 0 && y.pow(2).mod(P).equals(right);
    }

    private static ECPoint add(ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY)) {
            return b;
        }
        if (b.equals(ECPoint.POINT_INFINITY)) {
            return a;
        }
        if (a.getAffineX().equals(b.getAffineX()) && !a.equals(b)) {
            return ECPoint.POINT_INFINITY;
        }
        var slope = a.equals(b) ? tangent(a) : chord(a, b);
        var x = slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(P);
        var y = slope.multiply(a.getAffineX().subtract(x))
                .subtract(a.getAffineY())
                .mod(P);
        return new ECPoint(x, y);
    }

    private static BigInteger tangent(ECPoint a) {
        var three = BigInteger.valueOf(3);
        return three.multiply(a.getAffineX().pow(2))
                .add(A)
                .multiply(a.getAffineY().shiftLeft(1).modInverse(P));
    }

    private static BigInteger chord(ECPoint a, ECPoint b) {
        return b.getAffineY()
                .subtract(a.getAffineY())
                .multiply(b.getAffineX().subtract(a.getAffineX()).modInverse(P));
    }

    private static ECParameterSpec parameters() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows P-256", e);
        }
    }
}
