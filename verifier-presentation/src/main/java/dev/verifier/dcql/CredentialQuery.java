package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One credential that is asked for (OpenID4VP 1.0 §6.1), always bound to its holder.
 *
 * @param id under which it is answered
 * @param meta what it must be
 * @param multiple whether more than one may answer
 * @param claims that it must have; where there are claim sets, those of one of them
 * @param claimSets ids of claims, the preferred set first; empty where all claims are needed
 */
public record CredentialQuery(
        QueryId id, Meta meta, boolean multiple, List<ClaimsQuery> claims, List<List<QueryId>> claimSets) {

    public CredentialQuery {
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

    static CredentialQuery parse(Members members) {
        if (!members.flag("require_cryptographic_holder_binding", true)) {
            throw new IllegalArgumentException(
                    "a credential that its holder does not prove to hold is not accepted here");
        }
        if (members.has("trusted_authorities")) {
            throw new IllegalArgumentException(
                    "trusted_authorities are not looked at here: who is trusted is said by the trust lists");
        }
        var format = CredentialFormat.named(members.text("format"));
        return new CredentialQuery(
                new QueryId(members.text("id")),
                switch (format) {
                    case JWT_VC_JSON -> members.object("meta").read(meta -> TypeValues.of(meta.lists("type_values")));
                    case DC_SD_JWT ->
                        members.object("meta")
                                .read(meta -> new VctValues(meta.texts("vct_values").stream()
                                        .map(CredentialType::new)
                                        .toList()));
                    case MSO_MDOC ->
                        members.object("meta")
                                .read(meta -> new DoctypeValue(new CredentialType(meta.text("doctype_value"))));
                },
                members.flag("multiple", false),
                members.has("claims")
                        ? members.objects("claims").stream()
                                .map(claim -> claim.read(ClaimsQuery::parse))
                                .toList()
                        : List.of(),
                members.has("claim_sets")
                        ? members.lists("claim_sets").stream()
                                .map(set -> set.stream().map(QueryId::new).toList())
                                .toList()
                        : List.of());
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id.value());
        json.put("format", format().identifier());
        json.put("meta", meta.toJson());
        if (multiple) {
            json.put("multiple", true);
        }
        if (!claims.isEmpty()) {
            json.put("claims", claims.stream().map(ClaimsQuery::toJson).toList());
        }
        if (!claimSets.isEmpty()) {
            json.put(
                    "claim_sets",
                    claimSets.stream()
                            .map(set -> set.stream().map(QueryId::value).toList())
                            .toList());
        }
        return json;
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

    /** Whether a credential that was believed before would answer this query too. */
    public boolean isAnsweredBy(
            CredentialFormat format, List<CredentialType> types, Map<String, @Nullable Object> credential) {
        return format == format()
                && meta.lackedBy(types).isEmpty()
                && lackedBy(credential).isEmpty();
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

    private List<List<ClaimsQuery>> alternatives() {
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
