package dev.verifier.dcql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ways to answer with credentials (OpenID4VP 1.0 §6.2).
 *
 * @param options each the queries that do together, the preferred one first
 * @param required whether one of them must be answered
 */
public record CredentialSet(List<List<QueryId>> options, boolean required) {

    public CredentialSet {
        options = options.stream().map(List::copyOf).toList();
        if (options.isEmpty() || options.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a credential set has options, and each option has queries");
        }
    }

    static CredentialSet parse(Members members) {
        var options = members.lists("options").stream()
                .map(option -> option.stream().map(QueryId::new).toList())
                .toList();
        return new CredentialSet(options, members.flag("required", true));
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "options",
                options.stream()
                        .map(option -> option.stream().map(QueryId::value).toList())
                        .toList());
        if (!required) {
            json.put("required", false);
        }
        return json;
    }

    boolean satisfiedBy(Set<QueryId> answered) {
        return !required || options.stream().anyMatch(answered::containsAll);
    }
}
