package dev.verifier.trust;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A restriction on one claim of the credential subject: it must be there, in every element of a list on the way to it, and
 * each of its values must be allowed. What powers call both {@code tmf_function} and {@code function} is one claim, whichever
 * of the names the restriction has and the credential uses.
 *
 * @param name a member name, or names separated by dots; looked for from the subject and from its mandate
 * @param values the values allowed, as text
 */
public record AllowedValues(String name, Set<String> values) {

    private static final String PREFIX = "tmf_";

    public AllowedValues {
        values = Set.copyOf(values);
    }

    boolean permits(Map<String, @Nullable Object> subject) {
        var path = List.of(name.split("\\.", -1));
        var starts = Stream.of(subject, subject.get("mandate"))
                .filter(start -> start instanceof Map<?, ?> object
                        && !members(object, path).isEmpty())
                .toList();
        return all(starts, path);
    }

    private boolean permits(Object value, List<String> path) {
        return switch (value) {
            case Collection<?> elements -> all(elements, path);
            case Map<?, ?> object -> !path.isEmpty() && all(members(object, path), path.subList(1, path.size()));
            default -> path.isEmpty() && values.contains(value.toString());
        };
    }

    /** Whether there is something and all of it is permitted. */
    private boolean all(Collection<? extends @Nullable Object> found, List<String> path) {
        return !found.isEmpty() && found.stream().allMatch(value -> value != null && permits(value, path));
    }

    /** What an object has at the beginning of the path, under either name. */
    private static List<?> members(Map<?, ?> object, List<String> path) {
        var name = path.getFirst();
        var bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return Stream.of(bare, PREFIX + bare)
                .<@Nullable Object>map(object::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
