package dev.verifier.cose;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.verifier.rejection.RejectedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data item as JSON has it, so that claims of every format are compared and passed on alike: byte strings become base64url without
 * padding (RFC 8949 §6.1), dates (tags 0 and 1004) their text, numbers longs or exact decimals. What has no such form – other tags,
 * keys that are no texts, undefined, infinities – is refused. Stateless.
 */
final class CborJson {

    /** RFC 8949 §3.4.1 and RFC 8943 §3: date and time, and a date. */
    private static final List<Integer> DATES = List.of(0, 1004);

    private CborJson() {}

    static @Nullable Object value(CBORObject item, Cbor where) throws RejectedException {
        if (item.isTagged()) {
            return date(item, where);
        }
        return switch (item.getType()) {
            case TextString -> item.AsString();
            case ByteString -> Base64.getUrlEncoder().withoutPadding().encodeToString(item.GetByteString());
            case Boolean -> item.isTrue();
            case Integer -> integer(item);
            case FloatingPoint -> fraction(item, where);
            case Array -> list(item, where);
            case Map -> object(item, where);
            case SimpleValue -> nothing(item, where);
            default -> throw where.malformed();
        };
    }

    private static String date(CBORObject item, Cbor where) throws RejectedException {
        if (item.getType() != CBORType.TextString || DATES.stream().noneMatch(item::HasOneTag)) {
            throw where.malformed();
        }
        return item.Untag().AsString();
    }

    private static Number integer(CBORObject item) {
        return item.CanValueFitInInt64()
                ? Long.valueOf(item.AsInt64Value())
                : new BigDecimal(item.AsEIntegerValue().toString());
    }

    private static BigDecimal fraction(CBORObject item, Cbor where) throws RejectedException {
        var number = item.AsDoubleValue();
        if (!Double.isFinite(number)) {
            throw where.malformed();
        }
        return BigDecimal.valueOf(number);
    }

    private static @Nullable Object nothing(CBORObject item, Cbor where) throws RejectedException {
        if (!item.isNull()) {
            throw where.malformed();
        }
        return null;
    }

    private static List<@Nullable Object> list(CBORObject item, Cbor where) throws RejectedException {
        var list = new ArrayList<@Nullable Object>();
        for (var element : item.getValues()) {
            list.add(value(element, where));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> object(CBORObject item, Cbor where) throws RejectedException {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : item.getEntries()) {
            if (entry.getKey().getType() != CBORType.TextString) {
                throw where.malformed();
            }
            object.put(entry.getKey().AsString(), value(entry.getValue(), where));
        }
        return Collections.unmodifiableMap(object);
    }
}
