package dev.verifier.server.list;

import java.util.Locale;

/**
 * Something odd in a list.
 *
 * @param severity what became of the entry
 * @param line where, counted from 1; 0 where the whole list is meant
 * @param entry the entry's own name, such as a client id; empty where it has none
 * @param field the field
 * @param reason what is wrong and what to do
 */
public record Finding(Severity severity, int line, String entry, String field, String reason) {

    /** What became of the entry. */
    public enum Severity {
        /** It was left out. */
        ERROR,
        /** It was taken, with this reservation. */
        WARNING
    }

    /** Where and what, in one line. */
    public String text() {
        var where = entry.isEmpty() ? field : entry + ": " + field;
        return (line == 0 ? "" : "line " + line + ": ") + where + ": " + reason;
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + text();
    }
}
