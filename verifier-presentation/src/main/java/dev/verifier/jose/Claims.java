package dev.verifier.jose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a JSON object that was under a valid signature. A member that is missing or of the wrong type says so by
 * its path. Immutable and thread-safe.
 */
public final class Claims {

    private final Part part;
    private final String path;
    private final Map<String, @Nullable Object> members;

    Claims(Part part, String path, Map<String, @Nullable Object> members) {
        this.part = part;
        this.path = path;
        this.members = members;
    }

    /** The same reading of an object that nobody signed, within the room. */
    static Claims unsigned(Part part, Map<?, ?> object) {
        return new Claims(part, "", membersOf(object));
    }

    /** The signed thing these claims are part of. */
    public Part part() {
        return part;
    }

    public boolean has(String name) {
        return members.get(name) != null;
    }

    public String text(String name) throws RejectedException {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) throws RejectedException {
        return member(name, String.class);
    }

    /** A number as JSON has it, such as a NumericDate (RFC 7519 §2). */
    public Optional<BigDecimal> optionalNumber(String name) throws RejectedException {
        var number = member(name, Number.class);
        return number.map(value -> value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(value.longValue()));
    }

    /** A date and time with its offset (RFC 3339 §5.6); one without an offset is malformed. */
    public Optional<Instant> optionalDateTime(String name) throws RejectedException {
        var text = optionalText(name);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException e) {
            throw malformed(name);
        }
    }

    public Claims object(String name) throws RejectedException {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<Claims> optionalObject(String name) throws RejectedException {
        return member(name, Map.class).map(object -> new Claims(part, pathTo(name), membersOf(object)));
    }

    /** Objects of an array; a single object counts as an array of one. */
    public List<Claims> objects(String name) throws RejectedException {
        var objects = new ArrayList<Claims>();
        for (var element : elements(name)) {
            if (!(element instanceof Map<?, ?> object)) {
                throw malformed(name);
            }
            objects.add(new Claims(part, pathTo(name), membersOf(object)));
        }
        return List.copyOf(objects);
    }

    /** Strings of an array; a single string counts as an array of one (RFC 7519 §4.1.3); nothing is an empty list. */
    public List<String> texts(String name) throws RejectedException {
        var texts = new ArrayList<String>();
        for (var element : elements(name)) {
            if (!(element instanceof String text)) {
                throw malformed(name);
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** Strings of an array; nothing but an array of strings will do. */
    public List<String> array(String name) throws RejectedException {
        if (has(name) && !(members.get(name) instanceof List<?>)) {
            throw malformed(name);
        }
        return texts(name);
    }

    /** The same object without some of its members. */
    public Claims without(Set<String> names) {
        var rest = new LinkedHashMap<>(members);
        rest.keySet().removeAll(names);
        return new Claims(part, path, Collections.unmodifiableMap(rest));
    }

    /** The object as it was signed; unmodifiable. */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    /** The rejection for a member that has the wrong form. */
    public RejectedException malformed(String name) {
        return new RejectedException(new Rejection.Malformed(part, pathTo(name)));
    }

    /** The rejection for a member that is needed and not there. */
    public RejectedException missing(String name) {
        return new RejectedException(new Rejection.ClaimMissing(part, pathTo(name)));
    }

    private List<?> elements(String name) {
        var value = members.get(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private <T> Optional<T> member(String name, Class<T> type) throws RejectedException {
        var value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw malformed(name);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private String pathTo(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @SuppressWarnings("unchecked") // the maps come from our own JSON reader, whose keys are strings
    private static Map<String, @Nullable Object> membersOf(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
    }
}
