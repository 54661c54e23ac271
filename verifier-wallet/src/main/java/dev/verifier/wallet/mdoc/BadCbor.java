package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** RFC 8949 §5, §10: the ways in which bytes are no CBOR, or none that anybody needs to write. The first byte is that of a map of three. */
final class BadCbor {
    private static final int LEVELS = 10_000;

    private BadCbor() {}

    /** The map around everything goes on until it ends. */
    static byte[] indefinite(byte[] honest) {
        return joined(hex("bf"), rest(honest), hex("ff"));
    }

    static byte[] duplicateKey(byte[] honest) {
        return joined(hex("a4"), rest(honest), hex("66737461747573"), hex("00"));
    }

    static byte[] longInteger(byte[] honest) {
        return joined(Arrays.copyOf(honest, honest.length - 1), hex("1800"));
    }

    static byte[] longLength(byte[] honest) {
        return joined(hex("b803"), rest(honest));
    }

    static byte[] numberThatIsNone(byte[] honest) {
        return joined(hex("a4"), rest(honest), hex("f97e00"), hex("00"));
    }

    static byte[] falseLength(byte[] honest) {
        return joined(hex("a4"), rest(honest), hex("6178"), hex("5affffffff00"));
    }

    static byte[] falseNumberOfMembers(byte[] honest) {
        return joined(hex("baffffffff"), rest(honest));
    }

    static byte[] twoItems(byte[] honest) {
        return joined(honest, hex("a0"));
    }

    static byte[] cutShort(byte[] honest) {
        return Arrays.copyOf(honest, honest.length - 1);
    }

    static byte[] badText(byte[] honest) {
        return joined(hex("a4"), rest(honest), hex("6178"), hex("62c328"));
    }

    /** A tag in a tag, ten thousand times. */
    static byte[] tags(byte[] honest) {
        return joined(hex("a4"), rest(honest), hex("6178"), hex("d818".repeat(LEVELS)), hex("40"));
    }

    static byte[] arrays(byte[] honest) {
        return joined(hex("a4"), rest(honest), hex("6178"), hex("81".repeat(LEVELS)), hex("00"));
    }

    /** An embedded item in an embedded item, as often as there is room, in the place of the document. */
    static void onion(CBORObject response) {
        var item = CBORObject.NewArray();
        var onion = Octets.embedded(item);
        for (int level = 0; level < LEVELS && onion.GetByteString().length < 40_000; level++) {
            onion = Octets.embedded(onion);
        }
        response.get("documents").set(0, onion);
    }

    private static byte[] rest(byte[] honest) {
        return Arrays.copyOfRange(honest, 1, honest.length);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
