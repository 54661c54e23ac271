package dev.verifier.server.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document read as a list.
 *
 * @param value the list; null where the document as a whole cannot be used
 * @param size how many entries it has
 * @param findings everything odd in it
 */
public record ListReading<T>(@Nullable T value, int size, List<Finding> findings) {

    public ListReading {
        findings = List.copyOf(findings);
    }

    /** A document that cannot be used. */
    public static <T> ListReading<T> unreadable(List<Finding> findings) {
        return new ListReading<>(null, 0, findings);
    }
}
