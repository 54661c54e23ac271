package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object or array strictly (RFC 8259, I-JSON RFC 7493): UTF-8 without byte order mark, no duplicate members, no lone
 * surrogates, no numbers beyond a double or of more digits than anybody counts, nothing behind it, bounded depth.
 */
final class Json {

    private static final int LONGEST_NUMBER = 64;

    /** A double ends at e308; sign, digits and a zero too many. */
    private static final int LONGEST_EXPONENT = 5;

    /** As many digits as any long has, with its sign. */
    private static final int SURELY_A_LONG = 18;

    private static final char REPLACEMENT = '\ufffd';

    private static final ConcurrentMap<Integer, JsonFactory> FACTORIES = new ConcurrentHashMap<>();

    private final Function<String, Rejection> refusal;

    /** Only what is written as an escape can be half a character: UTF-8 has none. */
    private boolean mayHaveHalves = true;

    private Json(Function<String, Rejection> refusal) {
        this.refusal = refusal;
    }

    /** The object in these bytes, all of it unmodifiable; the refusal is made from the reason. */
    static Map<String, @Nullable Object> object(byte[] utf8, int depth, Function<String, Rejection> refusal)
            throws RejectedException {
        var json = new Json(refusal);
        return json.whole(utf8, depth, JsonToken.START_OBJECT, json::members);
    }

    /** The array in these bytes, all of it unmodifiable. */
    static List<@Nullable Object> array(byte[] utf8, int depth, Function<String, Rejection> refusal)
            throws RejectedException {
        var json = new Json(refusal);
        return json.whole(utf8, depth, JsonToken.START_ARRAY, json::elements);
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
    }

    private RejectedException unreadable(String why) {
        return new RejectedException(refusal.apply(why));
    }

    /** Reads what begins with one token. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(JsonParser parser) throws RejectedException;
    }

    private <T> T whole(byte[] utf8, int depth, JsonToken start, Reading<T> reading) throws RejectedException {
        var factory = FACTORIES.computeIfAbsent(depth, Json::factory);
        var text = text(utf8);
        mayHaveHalves = text.contains("\\u");
        try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != start) {
                throw unreadable(start == JsonToken.START_OBJECT ? "not an object" : "not an array");
            }
            var whole = reading.of(parser);
            if (parser.nextToken() != null) {
                throw unreadable("something behind it");
            }
            return whole;
        } catch (JacksonException e) {
            throw unreadable("not JSON");
        }
    }

    private String text(byte[] utf8) throws RejectedException {
        var text = new String(utf8, StandardCharsets.UTF_8);
        // This stands for whatever is not UTF-8, unless somebody wrote it.
        return text.indexOf(REPLACEMENT) < 0 ? text : requireUtf8(utf8);
    }

    private String requireUtf8(byte[] utf8) throws RejectedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable("not UTF-8");
        }
    }

    private Map<String, @Nullable Object> members(JsonParser parser) throws RejectedException {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = whole(parser.currentName());
            parser.nextToken();
            members.put(name, value(parser));
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> elements(JsonParser parser) throws RejectedException {
        var elements = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Object value(JsonParser parser) throws RejectedException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> whole(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser.getString());
            case VALUE_NUMBER_FLOAT -> fraction(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw unreadable("not JSON");
        };
    }

    private static Number integer(String digits) {
        if (digits.length() <= SURELY_A_LONG) {
            return Long.valueOf(digits);
        }
        var exact = new BigInteger(digits);
        return exact.bitLength() < Long.SIZE ? Long.valueOf(exact.longValue()) : new BigDecimal(exact);
    }

    private BigDecimal fraction(String digits) throws RejectedException {
        var exponent = 1 + Math.max(digits.indexOf('e'), digits.indexOf('E'));
        if (exponent > 0
                && (digits.length() - exponent > LONGEST_EXPONENT || !Double.isFinite(Double.parseDouble(digits)))) {
            throw unreadable("a number no computer can hold");
        }
        return new BigDecimal(digits);
    }

    private String whole(String text) throws RejectedException {
        for (int i = 0; mayHaveHalves && i < text.length(); i++) {
            var lone = Character.isLowSurrogate(text.charAt(i));
            if (Character.isHighSurrogate(text.charAt(i))) {
                lone = i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(++i));
            }
            if (lone) {
                throw unreadable("half a character");
            }
        }
        return text;
    }
}
