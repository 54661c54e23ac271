package dev.verifier.dcql;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credential without what nobody asked for. Where a path goes into an array, the whole array is asked for. Stateless. */
final class Excerpt {

    private Excerpt() {}

    static Map<String, @Nullable Object> of(Map<String, @Nullable Object> credential, List<ClaimsQuery> claims) {
        var excerpt = new LinkedHashMap<String, @Nullable Object>();
        claims.stream()
                .map(claim -> claim.path().leadingNames())
                // The deepest first: what is asked for as a whole then replaces what is asked for in parts.
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                .forEach(names -> copy(credential, names, excerpt));
        return excerpt;
    }

    private static void copy(Map<?, ?> from, List<String> names, Map<String, @Nullable Object> to) {
        if (names.isEmpty() || !from.containsKey(names.getFirst())) {
            return;
        }
        var name = names.getFirst();
        var value = from.get(name);
        if (names.size() == 1) {
            to.put(name, value);
        } else if (value instanceof Map<?, ?> members) {
            var part = new LinkedHashMap<String, @Nullable Object>();
            if (to.get(name) instanceof Map<?, ?> sofar) {
                sofar.forEach((key, member) -> part.put(String.valueOf(key), member));
            }
            copy(members, names.subList(1, names.size()), part);
            to.put(name, part);
        }
    }
}
