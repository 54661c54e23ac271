package dev.verifier.dcql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a query's JSON. A query is written by whoever asks, so one that is wrong is no rejection: it says where it is
 * wrong. Members that nobody asks about are ignored (OpenID4VP 1.0 §6).
 *
 * @param path where this object stands, for people
 * @param members as JSON or YAML has them
 */
record Members(String path, Map<?, ?> members) {

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return text(name, members.get(name));
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return switch (members.get(name)) {
            case Boolean flag -> flag;
            case null, default -> throw wrong(name, "true or false");
        };
    }

    Members object(String name) {
        return object(name, path + "." + name, members.get(name));
    }

    /** A list with something in it. */
    List<?> list(String name) {
        return list(name, members.get(name));
    }

    List<Members> objects(String name) {
        var objects = new ArrayList<Members>();
        for (var element : list(name)) {
            objects.add(object(name, path + "." + name + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** A list of texts; not an empty one. */
    List<String> texts(String name) {
        return list(name).stream().map(text -> text(name, text)).toList();
    }

    /** A list of lists of texts; none of them empty. */
    List<List<String>> lists(String name) {
        return list(name).stream()
                .map(inner ->
                        list(name, inner).stream().map(text -> text(name, text)).toList())
                .toList();
    }

    /** What this object says, with where it says it if that is wrong. */
    <T> T read(Reading<T> reading) {
        try {
            return reading.of(this);
        } catch (IllegalArgumentException e) {
            var why = String.valueOf(e.getMessage());
            throw why.startsWith(path) ? e : new IllegalArgumentException(path + ": " + why, e);
        }
    }

    /** Makes something of a query's object. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Members members);
    }

    private String text(String name, @Nullable Object value) {
        return switch (value) {
            case String text when !text.isBlank() -> text;
            case null, default -> throw wrong(name, "text");
        };
    }

    private List<?> list(String name, @Nullable Object value) {
        return switch (value) {
            case List<?> list when !list.isEmpty() -> list;
            case null, default -> throw wrong(name, "a list, and not an empty one");
        };
    }

    private Members object(String name, String where, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> new Members(where, object);
            case null, default -> throw wrong(name, "an object");
        };
    }

    private IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException(path + "." + name + " must be " + what);
    }
}
