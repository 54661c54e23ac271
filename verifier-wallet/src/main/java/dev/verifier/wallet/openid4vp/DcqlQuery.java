package dev.verifier.wallet.openid4vp;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OpenID4VP 1.0 §6: what a verifier asks for.
 *
 * @param credentials what it knows how to ask for; never empty
 * @param sets which of it it wants together; if there are none, all of it
 */
public record DcqlQuery(List<CredentialQuery> credentials, List<CredentialSet> sets) {
    /** What the verifiers before DCQL asked a wallet for by its name. */
    private static final String LEGACY_SCOPE = "dome.credentials.presentation.LEARCredentialEmployee";

    public DcqlQuery {
        credentials = List.copyOf(credentials);
        sets = List.copyOf(sets);
    }

    /**
     * §6.2: alternatives that satisfy one purpose of the verifier.
     *
     * @param options lists of ids of credential queries
     */
    public record CredentialSet(List<List<String>> options, boolean required) {
        boolean satisfiedBy(Set<String> answered) {
            return options.stream().anyMatch(answered::containsAll);
        }
    }

    /**
     * One credential that answers the whole question by itself.
     *
     * @param query what it answers
     */
    public record Choice(CredentialQuery query, HeldCredential credential) {}

    /** @throws UnacceptableRequest if it is not a query as §6 has it */
    static DcqlQuery of(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> members)) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        }
        var credentials = DcqlJson.objects(members.get("credentials")).stream()
                .map(CredentialQuery::of)
                .toList();
        var sets = members.get("credential_sets") == null
                ? List.<CredentialSet>of()
                : DcqlJson.objects(members.get("credential_sets")).stream()
                        .map(DcqlQuery::set)
                        .toList();
        var ids = new HashSet<String>();
        boolean unique = credentials.stream().allMatch(query -> ids.add(query.id()));
        boolean known = sets.stream()
                .flatMap(set -> set.options().stream())
                .flatMap(Collection::stream)
                .allMatch(ids::contains);
        if (!unique || !known) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        }
        return new DcqlQuery(credentials, sets);
    }

    /** §5.5: the one scope that stands for a query here. */
    static DcqlQuery ofScope(@Nullable Object scope) {
        if (scope instanceof String names && List.of(names.split(" ", -1)).contains(LEGACY_SCOPE)) {
            return new DcqlQuery(List.of(CredentialQuery.ofType("LEARCredentialEmployee")), List.of());
        }
        throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
    }

    /** §6.4: which of these credentials answers which query, by query id; a query that none answers is not there. */
    public Map<String, List<HeldCredential>> matches(List<HeldCredential> held) {
        var matches = new LinkedHashMap<String, List<HeldCredential>>();
        for (var query : credentials) {
            var fitting = held.stream().filter(query::matches).toList();
            if (!fitting.isEmpty()) {
                matches.put(query.id(), fitting);
            }
        }
        return matches;
    }

    /** Every way to answer with one of these credentials; none if it takes two, or there is nothing that fits. */
    public List<Choice> choices(List<HeldCredential> held) {
        return credentials.stream()
                .filter(query -> satisfiedBy(Set.of(query.id())))
                .flatMap(query -> held.stream().filter(query::matches).map(credential -> new Choice(query, credential)))
                .toList();
    }

    /** §6.4.2: whether answers to these queries are all that is required. */
    public boolean satisfiedBy(Set<String> answered) {
        return sets.isEmpty()
                ? answered.containsAll(
                        credentials.stream().map(CredentialQuery::id).collect(Collectors.toSet()))
                : sets.stream().allMatch(set -> !set.required() || set.satisfiedBy(answered));
    }

    private static CredentialSet set(Map<?, ?> members) {
        var options = DcqlJson.list(members.get("options")).stream()
                .map(DcqlJson::texts)
                .toList();
        return switch (members.get("required")) {
            case Boolean required -> new CredentialSet(options, required);
            case null -> new CredentialSet(options, true);
            default -> throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        };
    }
}
