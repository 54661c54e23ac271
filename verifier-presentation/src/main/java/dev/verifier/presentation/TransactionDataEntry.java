package dev.verifier.presentation;

import dev.verifier.dcql.QueryId;
import dev.verifier.jose.DigestAlgorithm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One thing to authorize (OpenID4VP 1.0 §5.1). Immutable.
 *
 * @param sent base64url as in the request: it is these characters that are hashed (Appendix B.3.3.1)
 * @param type what is to be authorized
 * @param credentials which of the queries may be answered by who authorizes it
 * @param algorithms one of which the hash must be made with; empty where nothing is said, which means SHA-256
 */
public record TransactionDataEntry(String sent, String type, Set<QueryId> credentials, List<String> algorithms) {

    static final String USUAL = "sha-256";

    public TransactionDataEntry {
        credentials = Set.copyOf(credentials);
        algorithms = List.copyOf(algorithms);
    }

    /**
     * Reads one.
     *
     * @param sent as it will be sent
     * @param members what that says
     * @throws IllegalArgumentException with the reason, where it is none
     */
    public static TransactionDataEntry of(String sent, Map<?, ?> members) {
        if (!(members.get("type") instanceof String type) || type.isBlank()) {
            throw new IllegalArgumentException("type must be a text");
        }
        var credentials = new LinkedHashSet<QueryId>();
        texts(members, "credential_ids").forEach(id -> credentials.add(new QueryId(id)));
        var algorithms = members.containsKey("transaction_data_hashes_alg")
                ? texts(members, "transaction_data_hashes_alg")
                : List.<String>of();
        if (!algorithms.isEmpty()
                && algorithms.stream()
                        .allMatch(name -> DigestAlgorithm.named(name).isEmpty())) {
            throw new IllegalArgumentException("transaction_data_hashes_alg must have sha-256, sha-384 or sha-512");
        }
        return new TransactionDataEntry(sent, type, credentials, algorithms);
    }

    /** The same, to be authorized with what answers this query. */
    public TransactionDataEntry answeredBy(QueryId query) {
        return new TransactionDataEntry(sent, type, Set.of(query), algorithms);
    }

    private static List<String> texts(Map<?, ?> members, String name) {
        if (!(members.get(name) instanceof List<?> elements)
                || elements.isEmpty()
                || !elements.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(name + " must be a list of texts, and not empty");
        }
        return elements.stream().map(Objects::toString).toList();
    }

    /** Whether a hash may be made so; where algorithms were offered the one that was taken must be named. */
    boolean allows(Optional<String> named) {
        return algorithms.isEmpty()
                ? named.orElse(USUAL).equals(USUAL)
                : named.filter(algorithms::contains).isPresent();
    }
}
