package dev.verifier.server.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that went through a configuration, as it was. A list comes back as an object with the members {@code 0}, {@code 1} and so on,
 * and null as a text without letters; an object may also be one text of JSON, which is how it goes into an argument or a variable.
 * Stateless.
 */
final class ConfiguredJson {

    private ConfiguredJson() {}

    static Object of(Object configured) {
        return switch (configured) {
            case Map<?, ?> members
            when isList(members) ->
                list(IntStream.range(0, members.size())
                        .mapToObj(at -> member(members, String.valueOf(at)))
                        .toList());
            case Map<?, ?> members -> {
                var object = new LinkedHashMap<String, Object>();
                members.forEach((name, value) -> object.put(String.valueOf(name), of(value)));
                yield object;
            }
            case List<?> elements -> list(elements);
            default -> configured;
        };
    }

    /** An object, also as text. */
    static @Nullable Map<?, ?> object(Object configured) {
        return switch (configured) {
            case Map<?, ?> object -> object;
            case String text -> parsed(text);
            default -> null;
        };
    }

    /** Texts, also with commas between them. */
    static List<String> texts(Object configured) {
        return configured instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(configured).strip().split("[\\s,]+"));
    }

    private static boolean isList(Map<?, ?> members) {
        return !members.isEmpty()
                && IntStream.range(0, members.size()).allMatch(at -> members.containsKey(String.valueOf(at)));
    }

    private static Object member(Map<?, ?> members, String name) {
        return Objects.requireNonNull(members.get(name));
    }

    /** Null stands for every element of an array in a claims path (OpenID4VP 1.0 §7), and no member has an empty name there. */
    private static List<@Nullable Object> list(List<?> elements) {
        var list = new ArrayList<@Nullable Object>();
        elements.forEach(element -> list.add(element == null || "".equals(element) ? null : of(element)));
        return list;
    }

    private static @Nullable Map<?, ?> parsed(String text) {
        try {
            return new JsonMapper().readValue(text, Map.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}
