package dev.verifier.presentation;

import dev.verifier.dcql.QueryId;
import dev.verifier.rejection.Rejection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a presentation. */
public sealed interface Verdict {

    /**
     * It may be believed.
     *
     * @param credentials at least one for each query that was answered, in the order of the request
     * @param leftOut why presentations that were not needed are not believed; nothing of them is among the credentials
     */
    record Accepted(Map<QueryId, List<VerifiedCredential>> credentials, List<Rejection> leftOut) implements Verdict {

        public Accepted {
            var inOrder = new LinkedHashMap<QueryId, List<VerifiedCredential>>();
            credentials.forEach((id, answers) -> inOrder.put(id, List.copyOf(answers)));
            credentials = Collections.unmodifiableMap(inOrder);
            leftOut = List.copyOf(leftOut);
        }

        /** All of them, in the order of the request. */
        public List<VerifiedCredential> all() {
            return credentials.values().stream().flatMap(List::stream).toList();
        }

        /** The first credential that answers a query. */
        public VerifiedCredential credential(QueryId id) {
            var found = credentials.get(id);
            if (found == null) {
                throw new IllegalArgumentException("nobody asked for " + id);
            }
            return found.getFirst();
        }
    }

    /**
     * It may not.
     *
     * @param why the first check that failed
     */
    record Rejected(Rejection why) implements Verdict {}
}
