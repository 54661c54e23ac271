package dev.verifier.dcql;

import java.util.regex.Pattern;

/**
 * The id of a credential query, under which it is answered, or of a claims query, by which claim sets name it (OpenID4VP 1.0
 * §6.1, §6.3).
 *
 * @param value letters, digits, {@code _} and {@code -}
 */
public record QueryId(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public QueryId {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not an id of a query: letters, digits, _ and -");
        }
    }
}
