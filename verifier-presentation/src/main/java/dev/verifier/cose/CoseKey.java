package dev.verifier.cose;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;

/**
 * A COSE_Key (RFC 9052 §7, RFC 9053 §7) as the public key it is: EC2 on P-256, P-384 or P-521 with both coordinates, or Ed25519. One
 * that shows its private part is refused. Stateless.
 */
public final class CoseKey {

    private static final long TYPE = 1;
    private static final long ALGORITHM = 3;
    private static final long CURVE = -1;
    private static final long X = -2;
    private static final long Y = -3;
    private static final long D = -4;

    private CoseKey() {}

    public static PublicJwk of(Cbor key) throws RejectedException {
        if (key.labelled().containsKey(D)) {
            throw notUsable("private part");
        }
        var kind = key.member(TYPE).integer() + "/" + key.member(CURVE).integer();
        var jwk = switch (kind) {
            case "1/6" -> PublicJwk.of("Ed25519", coordinate(key, X, 32), new byte[0]);
            case "2/1" -> PublicJwk.of("P-256", coordinate(key, X, 32), coordinate(key, Y, 32));
            case "2/2" -> PublicJwk.of("P-384", coordinate(key, X, 48), coordinate(key, Y, 48));
            case "2/3" -> PublicJwk.of("P-521", coordinate(key, X, 66), coordinate(key, Y, 66));
            default -> throw notUsable("kind");
        };
        var only = key.optional(ALGORITHM);
        if (only.isPresent()) {
            // RFC 9052 §7.1: the key is for this algorithm alone.
            CoseAlgorithm.require(key.part(), only.get().integer(), jwk);
        }
        return jwk;
    }

    private static byte[] coordinate(Cbor key, long label, int length) throws RejectedException {
        var coordinate = key.member(label);
        if (!coordinate.isBytes() || coordinate.bytes().length != length) {
            throw notUsable("a coordinate");
        }
        return coordinate.bytes();
    }

    private static RejectedException notUsable(String why) {
        return new RejectedException(new Rejection.KeyNotUsable(why));
    }
}
