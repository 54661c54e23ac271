package dev.verifier.trust;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A restriction on one claim of the credential subject: it must be there, and each of its values must be allowed.
 *
 * @param name a member name, or names separated by dots; looked for from the subject and from its mandate
 * @param values the values allowed, as text
 */
public record AllowedValues(String name, Set<String> values) {

    public AllowedValues {
        values = Set.copyOf(values);
    }

    boolean permits(Map<String, @Nullable Object> subject) {
        var path = List.of(name.split("\\.", -1));
        var found = Stream.of(subject, subject.get("mandate"))
                .flatMap(start -> at(start, path))
                .map(String::valueOf)
                .toList();
        return !found.isEmpty() && values.containsAll(found);
    }

    private static Stream<Object> at(@Nullable Object value, List<String> path) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> elements -> elements.stream().flatMap(element -> at(element, path));
            case Map<?, ?> object when !path.isEmpty() -> at(object.get(path.getFirst()), path.subList(1, path.size()));
            default -> path.isEmpty() ? Stream.of(value) : Stream.empty();
        };
    }
}
