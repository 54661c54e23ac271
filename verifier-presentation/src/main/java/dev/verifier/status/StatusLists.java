package dev.verifier.status;

import java.time.Instant;
import java.util.Map;

/** Where status lists come from: from the web, or from paper. Implementations are thread-safe. */
@FunctionalInterface
public interface StatusLists {

    /** There are none. */
    StatusLists NONE = (_, _) -> new Missing("no lists are read");

    /** The list as fresh as it can be had; how fresh that is, is for a {@link StatusPolicy} to judge. */
    Lookup find(StatusSource source, Instant at);

    /**
     * Lists on paper, by their URI.
     *
     * @param reader verifies them each time
     */
    static StatusLists onPaper(Map<String, byte[]> documents, StatusListReader reader) {
        var known = Map.copyOf(documents);
        return (source, at) -> {
            var document = known.get(source.uri());
            return document == null ? new Missing("no such list") : reader.read(source, document, at);
        };
    }

    /** A list, or why there is none. */
    sealed interface Lookup {}

    /** The list, verified. */
    record Found(StatusList list) implements Lookup {}

    /**
     * It cannot be had, or not be believed.
     *
     * @param why for the operator; few words, none of them a stranger's
     */
    record Missing(String why) implements Lookup {}
}
