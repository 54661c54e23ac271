package dev.verifier.presentation;

import dev.verifier.dcql.QueryId;
import java.util.List;
import java.util.Map;

/**
 * What was presented, by the id of the query it answers (OpenID4VP 1.0 §8.1). Nothing in it is verified.
 *
 * @param answers presentations as text
 */
public record VpToken(Map<QueryId, List<String>> answers) {

    public VpToken {
        answers = Map.copyOf(answers);
    }

    /** One presentation for one query, as a machine sends it. */
    public static VpToken of(QueryId id, String presentation) {
        return new VpToken(Map.of(id, List.of(presentation)));
    }

    @Override
    public String toString() {
        return "VpToken" + answers.keySet();
    }
}
