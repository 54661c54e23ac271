package dev.verifier.did;

import dev.verifier.jose.PublicJwk;
import dev.verifier.recent.Recent;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Arrays;
import java.util.Base64;

/** did:key and did:jwk: the identifier is the key, so resolving is arithmetic. Thread-safe. */
public final class KeyDids {

    /** Long enough to name an RSA key in the refusal; base58 takes time that grows with the square of the length. */
    private static final int LONGEST_MULTIBASE = 800;

    private static final Recent<String, PublicJwk> MULTIBASE = new Recent<>(2000);
    private static final Recent<PublicJwk, Did> NAMES = new Recent<>(2000);

    private KeyDids() {}

    /** The one key of a did:key or did:jwk; a fragment must name that key. */
    public static PublicJwk resolve(Did did) throws RejectedException {
        return switch (did.method()) {
            case "key" -> MULTIBASE.get(identifier(did, did.identifier()), KeyDids::fromMultibase);
            case "jwk" -> fromJwk(identifier(did, "0"));
            default -> throw notSupported("did:" + did.method());
        };
    }

    /** The did:key of a key on P-256, P-384 or Ed25519. */
    public static Did didOf(PublicJwk key) throws RejectedException {
        return NAMES.get(key, KeyDids::named);
    }

    private static Did named(PublicJwk key) throws RejectedException {
        for (var kind : Multikey.values()) {
            if (!kind.curve().isEmpty() && kind.curve().equals(key.curve())) {
                return new Did("key", "z" + Base58.encode(kind.prefixed(compressed(key))), "");
            }
        }
        throw new RejectedException(new Rejection.KeyNotUsable("no did:key"));
    }

    private static String identifier(Did did, String onlyFragment) throws RejectedException {
        if (!did.fragment().isEmpty() && !did.fragment().equals(onlyFragment)) {
            throw notSupported("fragment");
        }
        return did.identifier();
    }

    private static PublicJwk fromMultibase(String multibase) throws RejectedException {
        if (!multibase.startsWith("z") || multibase.length() > LONGEST_MULTIBASE) {
            throw notSupported("multibase");
        }
        try {
            var prefixed = Base58.decode(multibase.substring(1));
            var kind = Multikey.of(prefixed).orElseThrow(() -> notSupported("multicodec"));
            if (!kind.accepts(prefixed)) {
                throw notSupported(kind.name());
            }
            return key(kind, kind.key(prefixed));
        } catch (IllegalArgumentException e) {
            throw notSupported("key bytes");
        }
    }

    private static PublicJwk key(Multikey kind, byte[] bytes) throws RejectedException {
        return switch (kind) {
            case P256 -> PublicJwk.of(kind.curve(), x(bytes), CompressedPoint.P256.y(bytes));
            case P384 -> PublicJwk.of(kind.curve(), x(bytes), CompressedPoint.P384.y(bytes));
            case ED25519 -> PublicJwk.of(kind.curve(), bytes, new byte[0]);
            case P521, SECP256K1, X25519, RSA, BLS12_381_G2, JWK_JCS -> throw notSupported(kind.name());
        };
    }

    private static PublicJwk fromJwk(String base64Url) throws RejectedException {
        try {
            return PublicJwk.parse(Base64.getUrlDecoder().decode(base64Url));
        } catch (IllegalArgumentException e) {
            throw notSupported("base64url");
        }
    }

    private static byte[] x(byte[] compressed) {
        return Arrays.copyOfRange(compressed, 1, compressed.length);
    }

    private static byte[] compressed(PublicJwk key) {
        var x = key.coordinate("x");
        if (key.asMap().get("y") == null) {
            return x;
        }
        var y = key.coordinate("y");
        var point = new byte[x.length + 1];
        point[0] = (byte) (2 + (y[y.length - 1] & 1));
        System.arraycopy(x, 0, point, 1, x.length);
        return point;
    }

    private static RejectedException notSupported(String what) {
        return new RejectedException(new Rejection.DidNotSupported(what));
    }
}
