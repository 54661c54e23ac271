package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One credential that is asked for (OpenID4VP 1.0 §6.1), always bound to its holder.
 *
 * @param id under which it is answered
 * @param meta what it must be
 * @param multiple whether more than one may answer
 * @param claims that it must have; where there are claim sets, those of one of them
 * @param claimSets ids of claims, the preferred set first; empty where all claims are needed
 * @param authorities one of which it must be from; empty where anybody who is believed will do
 */
public record CredentialQuery(
        QueryId id,
        Meta meta,
        boolean multiple,
        List<ClaimsQuery> claims,
        List<List<QueryId>> claimSets,
        List<TrustedAuthority> authorities) {

    public CredentialQuery {
        authorities = List.copyOf(authorities);
        claims = List.copyOf(claims);
        claimSets = claimSets.stream().map(List::copyOf).toList();
        var ids = claims.stream().map(ClaimsQuery::id).filter(Objects::nonNull).toList();
        if (new HashSet<>(ids).size() < ids.size()
                || claims.stream().map(ClaimsQuery::path).distinct().count() < claims.size()) {
            throw new IllegalArgumentException("claims have ids and paths of their own");
        }
        if (!claimSets.isEmpty() && ids.size() < claims.size()) {
            throw new IllegalArgumentException("where there are claim_sets every claim has an id");
        }
        if (!claimSets.stream().allMatch(set -> !set.isEmpty() && ids.containsAll(set))) {
            throw new IllegalArgumentException("claim_sets name claims of their query");
        }
    }

    /** A credential from anybody who is believed. */
    public CredentialQuery(
            QueryId id, Meta meta, boolean multiple, List<ClaimsQuery> claims, List<List<QueryId>> claimSets) {
        this(id, meta, multiple, claims, claimSets, List.of());
    }

    /** A credential of any of these types, whatever it claims. */
    public CredentialQuery(QueryId id, CredentialFormat format, Set<CredentialType> types) {
        this(
                id,
                switch (format) {
                    case JWT_VC_JSON ->
                        new TypeValues(types.stream()
                                .sorted(Comparator.comparing(CredentialType::name))
                                .map(List::of)
                                .toList());
                    case DC_SD_JWT ->
                        new VctValues(types.stream()
                                .sorted(Comparator.comparing(CredentialType::name))
                                .toList());
                    case MSO_MDOC -> new DoctypeValue(only(types));
                },
                false,
                List.of(),
                List.of());
    }

    public CredentialFormat format() {
        return meta.format();
    }

    /**
     * The types of a credential that say what it is, if the credential answers this query (§6.4.1, §8.6). Where no claim set is
     * answered, the preferred one says why.
     *
     * @param types all types of the credential
     * @param credential the credential object, which the paths start from (Appendix B.1.2)
     */
    public List<CredentialType> require(List<CredentialType> types, Map<String, @Nullable Object> credential)
            throws RejectedException {
        var telling = meta.require(types);
        var lacked = lackedBy(credential);
        if (lacked.isPresent()) {
            throw new RejectedException(lacked.get());
        }
        return telling;
    }

    /** Whether a credential that was believed before would answer this query too; from whom it is is another question. */
    public boolean isAnsweredBy(
            CredentialFormat format, List<CredentialType> types, Map<String, @Nullable Object> credential) {
        return isFor(format, types) && lackedBy(credential).isEmpty();
    }

    /** Whether a credential is of the kind that it asks for, whatever of it was shown. */
    public boolean isFor(CredentialFormat format, List<CredentialType> types) {
        return format == format() && meta.lackedBy(types).isEmpty();
    }

    /** The authorities one of which a credential must be from, by names that differ where these do; empty where any will do. */
    public String authorityNames() {
        return authorities.stream()
                .map(authority -> authority.type().name() + " " + String.join(" ", authority.values()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Whether it asks for a claim. A credential that is presented as a whole is asked for as a whole; of the others nothing is but what
     * is named.
     */
    public boolean asksFor(ClaimsPath path) {
        return format() == CredentialFormat.JWT_VC_JSON
                || claims.stream().anyMatch(claim -> path.isWithin(claim.path()));
    }

    /** The same of a credential that answers it: with several claim sets, the first that it has is what was asked for (§6.4.1). */
    public boolean asksFor(ClaimsPath path, Map<String, @Nullable Object> credential) {
        return format() == CredentialFormat.JWT_VC_JSON || isWithin(path, counted(credential));
    }

    /** What it asks for of a credential, where the wallet may have disclosed more. */
    public Map<String, @Nullable Object> excerpt(Map<String, @Nullable Object> credential) {
        return format() == CredentialFormat.JWT_VC_JSON ? credential : Excerpt.of(credential, counted(credential));
    }

    /** The same of a query that means its claims and no more, also where the credential was presented as a whole. */
    public boolean names(ClaimsPath path, Map<String, @Nullable Object> credential) {
        return claims.isEmpty() ? asksFor(path, credential) : isWithin(path, counted(credential));
    }

    /** What such a query asks for of a credential. */
    public Map<String, @Nullable Object> named(Map<String, @Nullable Object> credential) {
        return claims.isEmpty() ? excerpt(credential) : Excerpt.of(credential, counted(credential));
    }

    private static boolean isWithin(ClaimsPath path, List<ClaimsQuery> claims) {
        return claims.stream().anyMatch(claim -> path.isWithin(claim.path()));
    }

    private List<ClaimsQuery> counted(Map<String, @Nullable Object> credential) {
        return alternatives().stream()
                .filter(set -> lacked(set, credential).isEmpty())
                .findFirst()
                .orElse(claims);
    }

    /** What it asks for beyond another query, for people; empty where it asks for nothing that the other does not. */
    public Optional<String> beyond(CredentialQuery permitted) {
        return Narrowing.beyond(this, permitted);
    }

    /** Whether it says for itself of which values and authorities what another query permits must be. Nothing said is nothing demanded. */
    public boolean demandsWhat(CredentialQuery permitted) {
        return Narrowing.isDemanded(this, permitted);
    }

    /** The same, with what another query says where it says nothing itself: of claims, and of authorities. */
    public CredentialQuery narrowing(CredentialQuery permitted) {
        var own = claims.isEmpty() ? permitted : this;
        return new CredentialQuery(
                id,
                meta,
                multiple,
                own.claims,
                own.claimSets,
                authorities.isEmpty() ? permitted.authorities : authorities);
    }

    private Optional<Rejection> lackedBy(Map<String, @Nullable Object> credential) {
        var lacked = alternatives().stream().map(set -> lacked(set, credential)).toList();
        return lacked.stream().allMatch(Optional::isPresent) ? lacked.getFirst() : Optional.empty();
    }

    private static CredentialType only(Set<CredentialType> types) {
        if (types.size() != 1) {
            throw new IllegalArgumentException("an mdoc is asked for by one doctype");
        }
        return types.iterator().next();
    }

    /** The ways to answer it, the preferred one first. */
    List<List<ClaimsQuery>> alternatives() {
        return claimSets.isEmpty()
                ? List.of(claims)
                : claimSets.stream()
                        .map(set -> claims.stream()
                                .filter(claim -> set.contains(claim.id()))
                                .toList())
                        .toList();
    }

    private static Optional<Rejection> lacked(List<ClaimsQuery> claims, Map<String, @Nullable Object> credential) {
        return claims.stream()
                .map(claim -> claim.lackedBy(credential))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
