package dev.verifier.server.list;

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

    @Override
    public String toString() {
        var where = entry.isEmpty() ? field : entry + " " + field;
        return "line %d: %s: %s: %s".formatted(line, severity.name().toLowerCase(java.util.Locale.ROOT), where, reason);
    }
}
