package dev.verifier.presentation;

import dev.verifier.dcql.QueryId;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;

/** The answer to a presentation. */
public sealed interface Verdict {

    /**
     * It may be believed.
     *
     * @param credentials at least one for each query
     */
    record Accepted(Map<QueryId, List<VerifiedCredential>> credentials) implements Verdict {

        public Accepted {
            credentials = Map.copyOf(credentials);
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
