package dev.verifier.wallet;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** RFC 8259: JSON text from plain maps, lists and values, and back. Members keep their order. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** An object of these members, in this order. */
    @SafeVarargs
    static Map<String, Object> object(Map.Entry<String, ?>... members) {
        var object = new LinkedHashMap<String, Object>();
        for (var member : members) {
            object.put(member.getKey(), member.getValue());
        }
        return object;
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** @throws IllegalArgumentException if the text is not one JSON object */
    static Map<String, Object> read(String text) {
        try {
            return MAPPER.readValue(text, OBJECT);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a JSON object", e);
        }
    }

    /** The text of an object with one more member at its end, written as it comes: the way to JSON no mapper would write. */
    static String append(String object, String name, String rawValue) {
        return object.substring(0, object.length() - 1) + ",\"" + name + "\":" + rawValue + "}";
    }
}
