package dev.verifier.dcql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for, all of it required (OpenID4VP 1.0 §6).
 *
 * @param credentials at least one query, with ids of their own
 */
public record DcqlQuery(List<CredentialQuery> credentials) {

    public DcqlQuery {
        credentials = List.copyOf(credentials);
        if (credentials.isEmpty() || ids(credentials).size() < credentials.size()) {
            throw new IllegalArgumentException("a query asks for something, each under its own id");
        }
    }

    public Set<QueryId> ids() {
        return ids(credentials);
    }

    private static Set<QueryId> ids(List<CredentialQuery> credentials) {
        return credentials.stream().map(CredentialQuery::id).collect(Collectors.toUnmodifiableSet());
    }
}
