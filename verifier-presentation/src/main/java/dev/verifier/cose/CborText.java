package dev.verifier.cose;

import com.upokecenter.cbor.CBORObject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what two sides must write alike, in order to sign it or to hash it. Stateless. */
public final class CborText {

    private static final int ENCODED = 24;

    private CborText() {}

    /**
     * An item of texts, byte strings, integers, null, lists of such, and items kept as bytes.
     *
     * @throws IllegalArgumentException if it is of anything else
     */
    public static byte[] write(@Nullable Object item) {
        return StrictCbor.write(cbor(item));
    }

    /** A list, each element as {@link #write} takes it. */
    public static byte[] array(@Nullable Object... elements) {
        return write(Arrays.asList(elements));
    }

    /** The bytes of an item, as an item with tag 24. */
    public static byte[] embedded(byte[] contents) {
        return StrictCbor.write(CBORObject.FromObject(contents).WithTag(ENCODED));
    }

    private static CBORObject cbor(@Nullable Object item) {
        return switch (item) {
            case null -> CBORObject.Null;
            case String text -> CBORObject.FromObject(text);
            case byte[] bytes -> CBORObject.FromObject(bytes);
            case Long integer -> CBORObject.FromObject(integer.longValue());
            case EncodedCbor encoded ->
                CBORObject.FromObject(encoded.contents()).WithTag(ENCODED);
            case List<?> list -> {
                var array = CBORObject.NewArray();
                list.forEach(element -> array.Add(cbor(element)));
                yield array;
            }
            default -> throw new IllegalArgumentException("nothing that is written here");
        };
    }
}
