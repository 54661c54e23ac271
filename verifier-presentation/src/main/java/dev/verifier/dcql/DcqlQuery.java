package dev.verifier.dcql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for (OpenID4VP 1.0 §6). Immutable and thread-safe.
 *
 * @param credentials at least one query, with ids of their own
 * @param sets which of them do together; empty where all are required
 */
public record DcqlQuery(List<CredentialQuery> credentials, List<CredentialSet> sets) {

    public DcqlQuery {
        credentials = List.copyOf(credentials);
        sets = List.copyOf(sets);
        var ids = ids(credentials);
        if (credentials.isEmpty() || ids.size() < credentials.size()) {
            throw new IllegalArgumentException("a query asks for something, each under its own id");
        }
        if (!sets.stream().flatMap(set -> set.options().stream()).allMatch(ids::containsAll)) {
            throw new IllegalArgumentException("credential_sets name credentials of the query");
        }
    }

    /** Credentials that are all required. */
    public DcqlQuery(List<CredentialQuery> credentials) {
        this(credentials, List.of());
    }

    /**
     * A query as JSON or YAML has it. It is our own word and no stranger's: one that is wrong says where it is wrong. Members that
     * the specification does not know are ignored.
     *
     * @throws IllegalArgumentException if it is no query, or asks for what is not looked at here
     */
    public static DcqlQuery parse(Map<?, ?> json) {
        return parse("dcql_query", json);
    }

    /**
     * The same.
     *
     * @param where it stands, for people: what is wrong is told with it
     */
    public static DcqlQuery parse(String where, Map<?, ?> json) {
        return new Members(where, json)
                .read(query -> new DcqlQuery(
                        query.objects("credentials").stream()
                                .map(credential -> credential.read(CredentialQueryJson::parse))
                                .toList(),
                        query.has("credential_sets")
                                ? query.objects("credential_sets").stream()
                                        .map(set -> set.read(CredentialSet::parse))
                                        .toList()
                                : List.of()));
    }

    /** The same for a request object (§5.1, {@code dcql_query}). */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "credentials",
                credentials.stream().map(CredentialQueryJson::write).toList());
        if (!sets.isEmpty()) {
            json.put("credential_sets", sets.stream().map(CredentialSet::toJson).toList());
        }
        return json;
    }

    public Set<QueryId> ids() {
        return ids(credentials);
    }

    /** The query that is answered under this name, which may be any text; empty where nobody asked that. */
    public Optional<CredentialQuery> credential(String id) {
        return credentials.stream()
                .filter(query -> query.id().value().equals(id))
                .findFirst();
    }

    /** Whether these answers are enough: all of them, or where there are sets an option of each required one (§6.4.2). */
    public boolean satisfiedBy(Set<QueryId> answered) {
        return sets.isEmpty()
                ? answered.containsAll(ids())
                : !answered.isEmpty() && sets.stream().allMatch(set -> set.satisfiedBy(answered));
    }

    /**
     * Of what was answered, what counts: of each set the first option that is whole (§6.4.2). Two ways of answering are not put
     * together to one that nobody holds.
     */
    public Set<QueryId> counted(Set<QueryId> answered) {
        return sets.isEmpty()
                ? ids()
                : sets.stream()
                        .flatMap(set -> set.options().stream()
                                .filter(answered::containsAll)
                                .limit(1))
                        .flatMap(List::stream)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<QueryId> ids(List<CredentialQuery> credentials) {
        return credentials.stream().map(CredentialQuery::id).collect(Collectors.toUnmodifiableSet());
    }
}
