package dev.verifier.wallet;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** did:key v0.9, Format, for P-256: {@code did:key:z} + base58btc(multicodec p256-pub, varint-encoded, + compressed point). */
public record DidKey(ECPoint point) {
    static final String PREFIX = "did:key:z";

    /** Multicodec p256-pub, 0x1200, as an unsigned varint. */
    static final byte[] P256_PUB = {(byte) 0x80, 0x24};

    /** 35 octets take 48 letters; reading more takes time that grows with their square. */
    private static final int LONGEST = PREFIX.length() + 48;

    private static final byte EVEN = 2;
    private static final byte ODD = 3;

    /**
     * The key a did:key names.
     *
     * @throws IllegalArgumentException if this is not the did:key of a P-256 key
     */
    public static DidKey parse(String did) {
        if (!did.startsWith(PREFIX) || did.length() > LONGEST) {
            throw new IllegalArgumentException("this is not the did:key of a P-256 key in base58btc");
        }
        var bytes = Base58.decode(did.substring(PREFIX.length()));
        int sign = P256_PUB.length;
        boolean ours = bytes.length == sign + 1 + P256.COORDINATE_LENGTH
                && Arrays.equals(P256_PUB, Arrays.copyOf(bytes, sign))
                && (bytes[sign] == EVEN || bytes[sign] == ODD);
        if (!ours) {
            throw new IllegalArgumentException(did + " is not the did:key of a P-256 key");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(bytes, sign + 1, bytes.length));
        return P256.lift(x, bytes[sign] == ODD)
                .map(DidKey::new)
                .orElseThrow(() -> new IllegalArgumentException(did + " names a point that is not on P-256"));
    }

    /**
     * The key of a JWK (RFC 7518 §6.2.1).
     *
     * @throws IllegalArgumentException if it is no key on P-256
     */
    public static DidKey ofJwk(Map<?, ?> jwk) {
        var point = new ECPoint(coordinate(jwk.get("x")), coordinate(jwk.get("y")));
        if (!"EC".equals(jwk.get("kty")) || !"P-256".equals(jwk.get("crv")) || !P256.contains(point)) {
            throw new IllegalArgumentException("the JWK is no key on P-256");
        }
        return new DidKey(point);
    }

    private static BigInteger coordinate(@Nullable Object base64url) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(base64url)));
    }

    public String did() {
        return encode(P256_PUB, compressed());
    }

    /** did:key v0.9, Document Creation: the one verification method's fragment repeats the method-specific id. */
    public String keyId() {
        return did() + "#" + did().substring("did:key:".length());
    }

    public PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows P-256", e);
        }
    }

    /** RFC 7518 §6.2.1. */
    Map<String, Object> jwk() {
        return Json.object(
                entry("kty", "EC"),
                entry("crv", "P-256"),
                entry("x", CompactJws.encode(x())),
                entry("y", CompactJws.encode(y())));
    }

    /** SEC 1 §2.3.3 with compression. */
    byte[] compressed() {
        byte sign = point.getAffineY().testBit(0) ? ODD : EVEN;
        return Octets.concat(new byte[] {sign}, x());
    }

    /** SEC 1 §2.3.3 without compression. */
    byte[] uncompressed() {
        return Octets.concat(new byte[] {4}, Octets.concat(x(), y()));
    }

    /** A did:key of any codec and any key bytes, also of nonsense. */
    static String encode(byte[] codec, byte[] key) {
        return PREFIX + Base58.encode(Octets.concat(codec, key));
    }

    private byte[] x() {
        return Octets.unsigned(point.getAffineX(), P256.COORDINATE_LENGTH);
    }

    private byte[] y() {
        return Octets.unsigned(point.getAffineY(), P256.COORDINATE_LENGTH);
    }
}
