package dev.verifier.dcql;

import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claim that is asked for (OpenID4VP 1.0 §6.3).
 *
 * @param id by which claim sets name it; absent where there are none
 * @param path where it stands in the credential
 * @param values any of which will do, texts, integers (as long) or truth values; empty where every value will
 * @param intentToRetain for mdocs, whether we mean to keep what the claim says (Appendix B.2.4); null where nothing is said of it
 */
public record ClaimsQuery(
        @Nullable QueryId id,
        ClaimsPath path,
        List<Object> values,
        @Nullable Boolean intentToRetain) {

    public ClaimsQuery {
        values = values.stream().map(ClaimsQuery::value).toList();
    }

    /** A claim of which is not said whether it will be kept. */
    public ClaimsQuery(@Nullable QueryId id, ClaimsPath path, List<Object> values) {
        this(id, path, values, null);
    }

    /** A claim that must be there, whatever it says. */
    public static ClaimsQuery of(ClaimsPath path) {
        return new ClaimsQuery(null, path, List.of());
    }

    static ClaimsQuery parse(Members members) {
        return new ClaimsQuery(
                members.has("id") ? new QueryId(members.text("id")) : null,
                ClaimsPath.of(members.list("path")),
                members.has("values") ? new ArrayList<Object>(members.list("values")) : List.of(),
                members.has("intent_to_retain") ? (Boolean) members.flag("intent_to_retain", false) : null);
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        if (id != null) {
            json.put("id", id.value());
        }
        json.put("path", path.toJson());
        if (!values.isEmpty()) {
            json.put("values", values);
        }
        if (intentToRetain != null) {
            json.put("intent_to_retain", intentToRetain);
        }
        return json;
    }

    /**
     * Why a credential does not answer this; empty where it does. A claim that is null is not there. A wallet need not look at
     * {@code values} (§6.4.1), so we do: the value and its kind must be one of them.
     */
    Optional<Rejection> lackedBy(Map<String, @Nullable Object> credential) {
        var found = path.select(credential).stream().filter(Objects::nonNull).toList();
        if (found.isEmpty()) {
            return Optional.of(new Rejection.AskedClaimMissing(path.toString()));
        }
        return values.isEmpty() || found.stream().anyMatch(values::contains)
                ? Optional.empty()
                : Optional.of(new Rejection.AskedValueMissing(path.toString()));
    }

    private static Object value(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Integer number -> Long.valueOf(number);
            case Long number -> number;
            case null, default ->
                throw new IllegalArgumentException("values are texts, integers or truth values, and not " + value);
        };
    }
}
