package dev.verifier.wallet.kit;

import dev.verifier.wallet.kit.Cast.Power;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test suite says of what it wants.
 *
 * @param members of a JSON object
 */
record Told(Map<?, ?> members) {
    /** A text that may be absent. */
    Optional<String> text(String name) {
        return switch (members.get(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw NotDone.mistake("\"" + name + "\" is a text.");
        };
    }

    String required(String name) {
        return text(name).orElseThrow(() -> NotDone.mistake("\"" + name + "\" is missing."));
    }

    URI address(String name) {
        try {
            return URI.create(required(name));
        } catch (IllegalArgumentException e) {
            throw NotDone.mistake("\"" + name + "\" is no URL: " + e.getMessage());
        }
    }

    /** Texts; one may stand by itself. */
    List<String> texts(String name) {
        return texts(name, members.get(name) == null ? List.of() : members.get(name));
    }

    private static List<String> texts(String name, Object value) {
        return switch (value) {
            case String one -> List.of(one);
            case List<?> many
            when many.stream().allMatch(String.class::isInstance) ->
                many.stream().map(String.class::cast).toList();
            default -> throw NotDone.mistake("\"" + name + "\" is a list of texts.");
        };
    }

    /** Each as in {@code {"function": "Onboarding", "action": ["Execute"]}}. */
    List<Power> powers() {
        return switch (members.get("powers")) {
            case null -> List.of();
            case List<?> many -> many.stream().map(Told::power).toList();
            default -> throw NotDone.mistake("\"powers\" is a list of objects.");
        };
    }

    private static Power power(Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw NotDone.mistake("A power is an object with \"function\" and \"action\".");
        }
        var power = new Told(members);
        return new Power(
                power.required("function"),
                power.texts("action"),
                power.text("domain").orElse("DOME"));
    }
}
