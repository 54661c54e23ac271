package dev.verifier.server.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A power that a mandate must have. What is not said may be anything.
 *
 * @param function such as {@code Onboarding}
 * @param action such as {@code Execute}; a power may have several
 * @param domain such as {@code DOME}
 */
public record RequiredPower(
        @Nullable String function,
        @Nullable String action,
        @Nullable String domain) {

    static final Set<String> FIELDS = Set.of("function", "action", "domain");

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    public RequiredPower(@Nullable String function, @Nullable String action, @Nullable String domain) {
        this.function = function;
        this.action = action;
        this.domain = domain;
        if (function == null && action == null && domain == null) {
            throw new IllegalArgumentException("a power has a function, an action or a domain");
        }
    }

    static RequiredPower of(@Nullable Object configured) {
        if (!(configured instanceof Map<?, ?> members) || !FIELDS.containsAll(members.keySet())) {
            throw new IllegalArgumentException("a power has function, action and domain, and nothing else");
        }
        return new RequiredPower(text(members, "function"), text(members, "action"), text(members, "domain"));
    }

    private static @Nullable String text(Map<?, ?> members, String name) {
        return members.get(name) == null ? null : String.valueOf(members.get(name));
    }

    /** Whether one power of a mandate is this one, in whichever version's words it is written. */
    boolean isIn(Map<?, ?> power) {
        return is(function, power, "function") && is(action, power, "action") && is(domain, power, "domain");
    }

    private static boolean is(@Nullable String required, Map<?, ?> power, String name) {
        return required == null
                || texts(power.get(name), power.get("tmf_" + name)).contains(required);
    }

    private static Set<String> texts(@Nullable Object... values) {
        return Stream.of(values)
                .filter(Objects::nonNull)
                .flatMap(value -> value instanceof List<?> several ? several.stream() : Stream.of(value))
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return Stream.of(function, action, domain).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
