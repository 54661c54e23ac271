package dev.verifier.wallet;

import static dev.verifier.wallet.Octets.concat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;

/**
 * A hostile client id: a did:key (did:key v0.9, Format) that no careful reader takes for the key it resembles. Most are the machine's own
 * key put differently, so that a careless reader would find the right key in them; log in under one with {@link MachineLogin#calling}.
 */
public enum HostileDid {
    /** The machine's point with secp256k1's codec: a reader that cuts the codec off unread takes it. */
    SECP256K1(key -> DidKey.encode(Codec.SECP256K1, key.compressed())),
    ED25519(key -> DidKey.encode(Codec.ED25519, Arrays.copyOfRange(key.compressed(), 1, 33))),
    P_384(key -> DidKey.encode(Codec.P384, key.compressed())),
    RSA(_ -> DidKey.encode(Codec.RSA, OddPoint.rsaPublicKey())),
    UNCOMPRESSED(key -> DidKey.encode(DidKey.P256_PUB, key.uncompressed())),
    /** The first x after the machine's own that is on no point of the curve. */
    OFF_CURVE(key -> DidKey.encode(DidKey.P256_PUB, OddPoint.offCurve(key))),
    /** An x beyond the field, which stands for a small one once it is reduced. */
    X_BEYOND_THE_FIELD(_ -> DidKey.encode(DidKey.P256_PUB, OddPoint.beyondTheField())),
    TRAILING_BYTES(key -> DidKey.encode(DidKey.P256_PUB, concat(key.compressed(), new byte[] {0, 0}))),
    CUT_SHORT(key -> DidKey.encode(DidKey.P256_PUB, Arrays.copyOf(key.compressed(), 32))),
    /** The codec 0x1200 in three bytes where two do. */
    NON_MINIMAL_VARINT(key -> DidKey.encode(Codec.P256_IN_THREE_BYTES, key.compressed())),
    LEADING_ZERO(key -> key.did().replace(DidKey.PREFIX, DidKey.PREFIX + "1")),
    WRONG_ALPHABET(key -> key.did() + "0"),
    LOWER_CASE(key -> key.did().toLowerCase(Locale.ROOT)),
    /** Valid multibase, in an encoding did:key does not have. */
    BASE64URL(key -> "did:key:u" + CompactJws.encode(concat(DidKey.P256_PUB, key.compressed()))),
    WITHOUT_MULTIBASE(key -> key.did().replace(DidKey.PREFIX, "did:key:")),
    /** A DID URL, with the fragment of the published key of did:key's own test vectors. */
    FRAGMENT_OF_ANOTHER(key -> key.did() + "#zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"),
    UPPER_CASE_METHOD(key -> key.did().replace("did:key:", "DID:KEY:")),
    PADDED(key -> key.did() + " "),
    EMPTY(_ -> DidKey.PREFIX),
    /** Base58 takes time quadratic in its length. */
    GIANT(key -> DidKey.PREFIX + "z".repeat(100_000));

    @SuppressWarnings("ImmutableEnumChecker") // a function has no state
    private final Function<DidKey, String> disguise;

    HostileDid(Function<DidKey, String> disguise) {
        this.disguise = disguise;
    }

    /** This kind of client id for this machine. */
    public String of(WalletKey key) {
        return disguise.apply(key.didKey());
    }

    /** The multicodec table, as unsigned varints. */
    private static final class Codec {
        static final byte[] ED25519 = {(byte) 0xed, 0x01};
        static final byte[] SECP256K1 = {(byte) 0xe7, 0x01};
        static final byte[] P256_IN_THREE_BYTES = {(byte) 0x80, (byte) 0xa4, 0x00};
        static final byte[] P384 = {(byte) 0x81, 0x24};
        static final byte[] RSA = {(byte) 0x85, 0x24};
    }

    private static final class OddPoint {
        static byte[] offCurve(DidKey key) {
            var x = key.point().getAffineX();
            while (P256.lift(x, false).isPresent()) {
                x = x.add(BigInteger.ONE);
            }
            return compressed(x);
        }

        static byte[] beyondTheField() {
            var x = BigInteger.ONE;
            while (P256.lift(x, false).isEmpty()) {
                x = x.add(BigInteger.ONE);
            }
            return compressed(x.add(P256.P));
        }

        /** RFC 8017 §A.1.1: a well-formed RSAPublicKey of 2048 bits, of which nobody has the other half. */
        static byte[] rsaPublicKey() {
            var modulus = new byte[256];
            Arrays.fill(modulus, (byte) 0xa5);
            var head = HexFormat.of().parseHex("3082010a0282010100");
            return concat(concat(head, modulus), HexFormat.of().parseHex("0203010001"));
        }

        private static byte[] compressed(BigInteger x) {
            return concat(new byte[] {2}, Octets.unsigned(x, P256.COORDINATE_LENGTH));
        }
    }
}
