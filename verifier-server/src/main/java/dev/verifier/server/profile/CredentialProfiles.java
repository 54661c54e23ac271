package dev.verifier.server.profile;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.CredentialSet;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.server.configuration.VerifierProperties;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The profiles that are in use, the ready-made ones first. No two have a scope or the id of a query in common, so that each scope
 * means one question and each answer belongs to one. Immutable and thread-safe.
 *
 * @param all in the order in which they are asked
 */
public record CredentialProfiles(List<CredentialProfile> all) {

    public CredentialProfiles {
        all = List.copyOf(all);
    }

    /** As configured; throws where that cannot be meant. */
    public static CredentialProfiles of(VerifierProperties properties) {
        return with(properties.openid4vp().profiles());
    }

    /** Those that need no configuration. */
    public static CredentialProfiles readyMade() {
        return with(Map.of());
    }

    /** Those that are ready-made, changed by these and more, as a configuration has them. */
    public static CredentialProfiles with(Map<String, Object> configured) {
        return new CredentialProfiles(ProfileReader.read(ReadyMade.all(), configured));
    }

    public Optional<CredentialProfile> named(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** What a machine presents (client credentials). */
    public CredentialProfile ofMachines() {
        return named(CredentialProfile.MACHINE).orElseThrow();
    }

    /** What they are called. */
    public List<String> names() {
        return all.stream().map(CredentialProfile::name).toList();
    }

    /** The names of those that people may be asked for. */
    public Set<String> namesForPeople() {
        return all.stream()
                .filter(CredentialProfile::isForPeople)
                .map(CredentialProfile::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every scope that asks for something, in the order of the profiles. */
    public List<String> scopes() {
        return all.stream().flatMap(profile -> profile.scopes().stream()).toList();
    }

    /** What clients may be told, by the names it is told under. */
    public List<String> claims() {
        return all.stream()
                .flatMap(profile -> profile.claims().keySet().stream())
                .distinct()
                .toList();
    }

    /**
     * What a person is asked for. Several scopes may ask for several profiles: then all of them are presented. A request whose scopes
     * ask for none gets the first one that its client is for, or where it is for none the first there is.
     *
     * @param scopes of the request
     * @param allowed names of the only profiles the client may ask for; empty where its scopes say which
     * @param registered scopes of the client
     * @return nothing where one of the scopes asks for what the client may not ask for, or nothing can be asked
     */
    public List<CredentialProfile> asked(Set<String> scopes, Collection<String> allowed, Set<String> registered) {
        var forPeople = all.stream().filter(CredentialProfile::isForPeople).toList();
        var asked =
                forPeople.stream().filter(profile -> profile.isAskedBy(scopes)).toList();
        if (!asked.isEmpty()) {
            var permitted = allowed.isEmpty() || asked.stream().allMatch(profile -> allowed.contains(profile.name()));
            return permitted ? asked : List.of();
        }
        return askable(allowed, registered).stream().limit(1).toList();
    }

    /** All that a client may ask people for, and first what its requests are for whose scopes ask for none. */
    public List<CredentialProfile> askable(Collection<String> allowed, Set<String> registered) {
        if (!allowed.isEmpty()) {
            return allowed.stream().flatMap(name -> named(name).stream()).toList();
        }
        var forPeople = all.stream().filter(CredentialProfile::isForPeople).toList();
        var byScope = forPeople.stream()
                .filter(profile -> profile.isAskedBy(registered))
                .toList();
        return byScope.isEmpty() ? forPeople.stream().limit(1).toList() : byScope;
    }

    /** One query for all of these: what each of them wants. */
    public static DcqlQuery query(List<CredentialProfile> profiles) {
        if (profiles.size() == 1) {
            return profiles.getFirst().query();
        }
        return new DcqlQuery(
                profiles.stream()
                        .flatMap(profile -> profile.query().credentials().stream())
                        .toList(),
                profiles.stream()
                        .flatMap(profile -> sets(profile.query()).stream())
                        .toList());
    }

    /** OpenID4VP 1.0 §6.4.2: without sets everything is wanted. */
    private static List<CredentialSet> sets(DcqlQuery query) {
        List<QueryId> everything =
                query.credentials().stream().map(CredentialQuery::id).toList();
        return query.sets().isEmpty() ? List.of(new CredentialSet(List.of(everything), true)) : query.sets();
    }
}
