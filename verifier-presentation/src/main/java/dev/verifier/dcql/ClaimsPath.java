package dev.verifier.dcql;

import dev.verifier.dcql.ClaimsPath.Step.Every;
import dev.verifier.dcql.ClaimsPath.Step.Index;
import dev.verifier.dcql.ClaimsPath.Step.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claims path pointer: where in a credential something stands (OpenID4VP 1.0 §7).
 *
 * @param steps from the root of the credential down; at least one
 */
public record ClaimsPath(List<Step> steps) {

    /** One element of the pointer. */
    public sealed interface Step {

        /**
         * A string: the member of that name.
         *
         * @param name compared character by character
         */
        record Member(String name) implements Step {}

        /**
         * A non-negative integer: the element at that place of an array.
         *
         * @param at from zero on
         */
        record Index(int at) implements Step {

            public Index {
                if (at < 0) {
                    throw new IllegalArgumentException("an index of a claims path is not negative");
                }
            }
        }

        /** Null: every element of an array. */
        record Every() implements Step {}
    }

    public ClaimsPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a claims path has at least one step");
        }
    }

    /** A pointer that goes from member to member. */
    public static ClaimsPath of(String... names) {
        return new ClaimsPath(List.of(names).stream().<Step>map(Member::new).toList());
    }

    /** As JSON has it: strings, non-negative integers and null. */
    public static ClaimsPath of(List<?> json) {
        var steps = new ArrayList<Step>();
        for (var step : json) {
            steps.add(
                    switch (step) {
                        case null -> new Every();
                        case String name -> new Member(name);
                        case Integer at -> new Index(at);
                        case Long at -> new Index(Math.clamp(at, -1, Integer.MAX_VALUE));
                        default ->
                            throw new IllegalArgumentException(
                                    "a claims path has strings, non-negative integers and null, and not " + step);
                    });
        }
        return new ClaimsPath(steps);
    }

    List<@Nullable Object> toJson() {
        var json = new ArrayList<@Nullable Object>();
        for (var step : steps) {
            json.add(
                    switch (step) {
                        case Member(var name) -> name;
                        case Index(var at) -> at;
                        case Every() -> null;
                    });
        }
        return json;
    }

    /** What the pointer selects (§7.1); nothing at all where the specification ends with an error. */
    public List<@Nullable Object> select(Map<String, @Nullable Object> credential) {
        List<@Nullable Object> selected = new ArrayList<>(List.of(credential));
        for (var step : steps) {
            var next = new ArrayList<@Nullable Object>();
            for (var element : selected) {
                if (!enter(step, element, next)) {
                    return List.of();
                }
            }
            selected = next;
        }
        return Collections.unmodifiableList(selected);
    }

    /** Adds what one step leads to from here; false where this step cannot be taken from an element of this kind. */
    private static boolean enter(Step step, @Nullable Object from, List<@Nullable Object> selected) {
        return switch (step) {
            case Member(var name)
            when from instanceof Map<?, ?> object -> !object.containsKey(name) || selected.add(object.get(name));
            case Index(var at) when from instanceof List<?> array -> at >= array.size() || selected.add(array.get(at));
            case Every() when from instanceof List<?> array -> array.isEmpty() || selected.addAll(array);
            case Member _, Index _, Every _ -> false;
        };
    }

    /** Whether it leads into what another one selects, or to the same. */
    boolean isWithin(ClaimsPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The names it begins with, up to the first step that is none. */
    List<String> leadingNames() {
        return steps.stream()
                .takeWhile(Member.class::isInstance)
                .map(step -> ((Member) step).name())
                .toList();
    }

    /** For people, such as {@code credentialSubject.mandate.power[*].function}. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> switch (step) {
                    case Member(var name) -> "." + name;
                    case Index(var at) -> "[" + at + "]";
                    case Every() -> "[*]";
                })
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
