package dev.verifier.did;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Kinds of key that a did:key can announce, by the multicodec prefix in front of the key bytes. Those that are not accepted
 * are listed too, so that a refusal can name them.
 */
enum Multikey {
    P256("8024", "P-256", 33),
    P384("8124", "P-384", 49),
    ED25519("ed01", "Ed25519", 32),
    P521("8224"),
    SECP256K1("e701"),
    X25519("ec01"),
    RSA("8524"),
    BLS12_381_G2("eb01"),
    JWK_JCS("d1d603");

    private static final HexFormat HEX = HexFormat.of();

    private final String prefix;
    private final String curve;
    private final int length;

    Multikey(String prefix) {
        this(prefix, "", 0);
    }

    Multikey(String prefix, String curve, int length) {
        this.prefix = prefix;
        this.curve = curve;
        this.length = length;
    }

    static Optional<Multikey> of(byte[] prefixed) {
        var hex = HEX.formatHex(prefixed);
        return Arrays.stream(values())
                .filter(kind -> hex.startsWith(kind.prefix))
                .findFirst();
    }

    /** Whether a key of this kind is accepted and has the length it must have. */
    boolean accepts(byte[] prefixed) {
        return length > 0 && prefixed.length == prefixLength() + length;
    }

    String curve() {
        return curve;
    }

    byte[] key(byte[] prefixed) {
        return Arrays.copyOfRange(prefixed, prefixLength(), prefixed.length);
    }

    byte[] prefixed(byte[] key) {
        return HEX.parseHex(prefix + HEX.formatHex(key));
    }

    private int prefixLength() {
        return prefix.length() / 2;
    }
}
