package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What of COSE (RFC 9052) an mdoc needs: signatures, tags, and keys on P-256. */
final class Cose {
    static final int ALG = 1;
    static final int X5CHAIN = 33;
    static final int ES256 = -7;
    static final int HMAC_256 = 5;
    private static final int COORDINATE = 32;

    private Cose() {}

    static CBORObject header(int algorithm) {
        return CBORObject.NewOrderedMap().Add(ALG, algorithm);
    }

    /**
     * A COSE_Sign1 or COSE_Mac0 without a tag.
     *
     * @param context {@code Signature1} or {@code MAC0} (§4.4, §6.3)
     * @param shown the payload as it is sent; null where it is elsewhere
     */
    static CBORObject message(
            String context,
            byte[] signedHeader,
            CBORObject openHeader,
            byte @Nullable [] shown,
            byte[] payload,
            UnaryOperator<byte[]> signer) {
        var proven = CBORObject.NewArray()
                .Add(context)
                .Add(signedHeader)
                .Add(new byte[0])
                .Add(payload);
        return CBORObject.NewArray()
                .Add(signedHeader)
                .Add(openHeader)
                .Add(shown == null ? CBORObject.Null : CBORObject.FromObject(shown))
                .Add(signer.apply(Octets.of(proven)));
    }

    /** RFC 9053 §7.1.1. */
    static CBORObject key(PublicKey key) {
        var point = ((ECPublicKey) key).getW();
        return CBORObject.NewOrderedMap()
                .Add(1, 2)
                .Add(-1, 1)
                .Add(-2, coordinate(point.getAffineX().toByteArray()))
                .Add(-3, coordinate(point.getAffineY().toByteArray()));
    }

    private static byte[] coordinate(byte[] number) {
        var octets = new byte[COORDINATE];
        var significant = Arrays.copyOfRange(number, Math.max(0, number.length - COORDINATE), number.length);
        System.arraycopy(significant, 0, octets, COORDINATE - significant.length, significant.length);
        return octets;
    }
}
