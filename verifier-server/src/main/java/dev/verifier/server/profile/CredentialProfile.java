package dev.verifier.server.profile;

import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.ClaimsPath;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.TrustedAuthority;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One kind of login: what a client asks for by a scope, what the wallet is asked for then, and what the client is told. Immutable.
 *
 * @param name as it is configured
 * @param scopes any of which asks for it, in the order they are announced
 * @param query what the wallet is asked (OpenID4VP 1.0 §6)
 * @param claims where what the client is told stands, by the name it is told under; the first path that leads to something counts
 * @param credential whether the client is told the credential itself too
 * @param requirements what a credential must have to be let in
 * @param narrowed whether the query is in a client's own words, so that no more is told of a credential than the claims it names
 */
public record CredentialProfile(
        String name,
        Set<String> scopes,
        DcqlQuery query,
        Map<String, List<ClaimsPath>> claims,
        boolean credential,
        Requirements requirements,
        boolean narrowed) {

    /** What machines are asked for, and people never. */
    static final String MACHINE = "learcredential.machine";

    public CredentialProfile {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /**
     * The types of those of its credentials that nobody's answer can be believed for.
     *
     * @param haveSource whether there is one source of trust for types that are asked for together
     */
    public Set<CredentialType> typesWithout(Predicate<Set<CredentialType>> haveSource) {
        return query.credentials().stream()
                .map(credential -> credential.meta().types())
                .filter(types -> !haveSource.test(types))
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The trust anchors of federations that its credentials may be from. */
    Set<String> federationAnchors() {
        return query.credentials().stream()
                .flatMap(credential -> credential.authorities().stream())
                .filter(authority -> authority.type() == TrustedAuthority.Type.OPENID_FEDERATION)
                .flatMap(authority -> authority.values().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As an operator writes it. */
    CredentialProfile(
            String name,
            Set<String> scopes,
            DcqlQuery query,
            Map<String, List<ClaimsPath>> claims,
            boolean credential,
            Requirements requirements) {
        this(name, scopes, query, claims, credential, requirements, false);
    }

    /** The same, asked for by these queries of a client. */
    CredentialProfile narrowed(List<CredentialQuery> own) {
        return new CredentialProfile(name, scopes, new DcqlQuery(own), claims, credential, requirements, true);
    }

    boolean isForPeople() {
        return !name.equals(MACHINE);
    }

    /** Whether one of these scopes asks for it. */
    public boolean isAskedBy(Set<String> asked) {
        return scopes.stream().anyMatch(asked::contains);
    }

    /**
     * What a client is told under a name: of what was disclosed that which was asked for.
     *
     * @param asked the query of this profile that the credential answers: what another one asks for is not asked of it
     */
    public Optional<Object> claim(String told, CredentialQuery asked, Map<String, @Nullable Object> credential) {
        return claims.getOrDefault(told, List.of()).stream()
                .filter(path -> narrowed ? asked.names(path, credential) : asked.asksFor(path, credential))
                .map(path -> value(path, credential))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What a client that is told the credential itself is told of it: that which was asked for. */
    public Map<String, @Nullable Object> excerpt(CredentialQuery asked, Map<String, @Nullable Object> credential) {
        return narrowed ? asked.named(credential) : asked.excerpt(credential);
    }

    private static Optional<Object> value(ClaimsPath path, Map<String, @Nullable Object> document) {
        var selected = path.select(document).stream()
                .filter(Objects::nonNull)
                .filter(value -> !(value instanceof String text) || !text.isBlank())
                .toList();
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                path.steps().stream().anyMatch(ClaimsPath.Step.Every.class::isInstance)
                        ? selected
                        : selected.getFirst());
    }
}
