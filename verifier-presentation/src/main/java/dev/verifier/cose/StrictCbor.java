package dev.verifier.cose;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.util.Arrays;

/**
 * What of CBOR is read here: definite lengths and shortest heads only (RFC 8949 §4.2.1 but for the order of keys), no key twice, keys
 * that are texts or integers, one tag at most on an item, bounded depth, nothing behind the item.
 *
 * <p>The library refuses false lengths, duplicate keys, bad UTF-8 and what is behind the item, whatever it is asked. It writes nothing
 * but definite lengths and shortest heads: what it read was strict if it is written the same again. Stateless.
 */
final class StrictCbor {

    private static final String AS_IT_CAME = "keepkeyorder=true;allowduplicatekeys=false;resolvereferences=false;"
            + "allowempty=false;useindeflengthstrings=false;float64=";

    /** Numbers with fractions are written as short as they can be, or as JavaScript has them. */
    private static final CBOREncodeOptions SHORTEST_FLOATS = new CBOREncodeOptions(AS_IT_CAME + "false");

    private static final CBOREncodeOptions DOUBLES = new CBOREncodeOptions(AS_IT_CAME + "true");

    private StrictCbor() {}

    /** Throws what the library throws, or that the argument is wrong. */
    static CBORObject read(byte[] encoded, int depth) {
        var item = CBORObject.DecodeFromBytes(encoded, SHORTEST_FLOATS);
        if (!isPlain(item, depth)
                || !(Arrays.equals(encoded, item.EncodeToBytes(SHORTEST_FLOATS))
                        || Arrays.equals(encoded, item.EncodeToBytes(DOUBLES)))) {
            throw new IllegalArgumentException("not written strictly");
        }
        return item;
    }

    static byte[] write(CBORObject item) {
        return item.EncodeToBytes(SHORTEST_FLOATS);
    }

    private static boolean isPlain(CBORObject item, int depth) {
        if (depth < 0 || item.getTagCount() > 1) {
            return false;
        }
        return switch (item.getType()) {
            case Array -> item.getValues().stream().allMatch(element -> isPlain(element, depth - 1));
            case Map ->
                item.getEntries().stream()
                        .allMatch(entry -> isKey(entry.getKey()) && isPlain(entry.getValue(), depth - 1));
            default -> true;
        };
    }

    private static boolean isKey(CBORObject key) {
        return !key.isTagged() && (key.getType() == CBORType.TextString || key.getType() == CBORType.Integer);
    }
}
