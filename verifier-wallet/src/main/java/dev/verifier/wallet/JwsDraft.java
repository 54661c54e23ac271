package dev.verifier.wallet;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A JWT (RFC 7519 §3) before it is signed. Every edit is a copy; a claim's path joins member names with slashes, as in {@code vp/holder}.
 *
 * @param header the protected header
 * @param claims the payload
 */
public record JwsDraft(Map<String, Object> header, Map<String, Object> claims) {
    private static final List<String> NUMERIC_DATES = List.of("iat", "nbf", "exp");

    public JwsDraft {
        header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    public JwsDraft withHeader(String name, Object value) {
        return new JwsDraft(edited(header, name, members -> members.put(name, value)), claims);
    }

    public JwsDraft withoutHeader(String name) {
        return new JwsDraft(edited(header, name, members -> members.remove(name)), claims);
    }

    /** With this claim set, or added at the end of its object; objects on the way that are missing are made. */
    public JwsDraft with(String path, Object value) {
        return new JwsDraft(header, edited(claims, path, members -> members.put(lastOf(path), value)));
    }

    public JwsDraft without(String path) {
        return new JwsDraft(header, edited(claims, path, members -> members.remove(lastOf(path))));
    }

    /** A claim at the root that must be there. */
    Object claim(String name) {
        var value = claims.get(name);
        if (value == null) {
            throw new IllegalStateException("the draft has no " + name);
        }
        return value;
    }

    /** RFC 7519 §4.1.4: expiring this long after its own {@code iat}. */
    JwsDraft lasting(Duration lifetime) {
        return with("exp", ((Number) claim("iat")).longValue() + lifetime.toSeconds());
    }

    /** With every NumericDate it has moved by this much. */
    JwsDraft shifted(Duration by) {
        return dates(seconds -> seconds + by.toSeconds());
    }

    /** With every NumericDate it has in milliseconds, which RFC 7519 §2 forbids and some issuers' back ends send. */
    JwsDraft inMilliseconds() {
        return dates(seconds -> seconds * 1000);
    }

    private JwsDraft dates(UnaryOperator<Long> change) {
        var draft = this;
        for (var date : NUMERIC_DATES) {
            if (claims.get(date) instanceof Number seconds) {
                draft = draft.with(date, change.apply(seconds.longValue()));
            }
        }
        return draft;
    }

    private static Map<String, Object> edited(Map<?, ?> tree, String path, Consumer<Map<String, Object>> edit) {
        var copy = new LinkedHashMap<String, Object>();
        tree.forEach((name, value) -> copy.put((String) name, value));
        int slash = path.indexOf('/');
        if (slash < 0) {
            edit.accept(copy);
            return copy;
        }
        var branch = path.substring(0, slash);
        var below = copy.get(branch) instanceof Map<?, ?> members ? members : Map.of();
        copy.put(branch, edited(below, path.substring(slash + 1), edit));
        return copy;
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
