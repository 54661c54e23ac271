package dev.verifier.wallet.openid4vp;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenID4VP 1.0 §6.1: one credential that is asked for.
 *
 * @param id the name to answer under
 * @param format the credential format; this wallet holds {@code jwt_vc_json} and {@code dc+sd-jwt}
 * @param types alternatives, each a list of types that a credential must all have (Appendix B.1.1; of a {@code vct} there is only one,
 *     Appendix B.3.5); empty if any will do
 * @param claims what must be in it; empty if that is left open
 * @param claimSets alternatives among the claims, by their ids; empty if all are wanted
 */
public record CredentialQuery(
        String id, String format, List<List<String>> types, List<ClaimQuery> claims, List<List<String>> claimSets) {
    private static final Set<String> KNOWN = Set.of(HeldCredential.JWT_VC_JSON, HeldCredential.DC_SD_JWT);

    public CredentialQuery {
        types = List.copyOf(types);
        claims = List.copyOf(claims);
        claimSets = List.copyOf(claimSets);
    }

    static CredentialQuery ofType(String type) {
        return new CredentialQuery("legacy", HeldCredential.JWT_VC_JSON, List.of(List.of(type)), List.of(), List.of());
    }

    static CredentialQuery of(Map<?, ?> members) {
        var id = DcqlJson.text(members.get("id"));
        if (!id.matches("[A-Za-z0-9_-]+")) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        }
        var types = types(DcqlJson.object(members.get("meta")));
        var claims = members.get("claims") == null
                ? List.<ClaimQuery>of()
                : DcqlJson.objects(members.get("claims")).stream()
                        .map(ClaimQuery::of)
                        .toList();
        var sets = members.get("claim_sets") == null
                ? List.<List<String>>of()
                : DcqlJson.list(members.get("claim_sets")).stream()
                        .map(DcqlJson::texts)
                        .toList();
        var ids = claims.stream().map(ClaimQuery::id).toList();
        if (!sets.stream().allMatch(ids::containsAll)) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        }
        return new CredentialQuery(id, DcqlJson.text(members.get("format")), types, claims, sets);
    }

    /** Whether this wallet can hold a credential of its format. */
    public boolean known() {
        return KNOWN.contains(format);
    }

    /** §6.4.1: the claims that are shown of a credential which can be shown in parts, as paths; those of the first set it has. */
    public List<List<Object>> shown(HeldCredential held) {
        var set = claimSets.stream()
                .filter(ids -> matches(ids, held))
                .findFirst()
                .orElseGet(() -> claims.stream().map(ClaimQuery::id).toList());
        return claims.stream()
                .filter(claim -> set.contains(claim.id()))
                .map(ClaimQuery::path)
                .toList();
    }

    /** Whether this credential is what is asked for, as far as a wallet can tell. */
    public boolean matches(HeldCredential held) {
        return known()
                && format.equals(held.format())
                && (types.isEmpty() || types.stream().anyMatch(held.types()::containsAll))
                && (claimSets.isEmpty()
                        ? claims.stream().allMatch(claim -> claim.matches(held))
                        : claimSets.stream().anyMatch(set -> matches(set, held)));
    }

    private static List<List<String>> types(Map<?, ?> meta) {
        if (meta.get("vct_values") != null) {
            return DcqlJson.texts(meta.get("vct_values")).stream().map(List::of).toList();
        }
        return meta.get("type_values") == null
                ? List.of()
                : DcqlJson.list(meta.get("type_values")).stream()
                        .map(DcqlJson::texts)
                        .toList();
    }

    private boolean matches(List<String> set, HeldCredential held) {
        return claims.stream().filter(claim -> set.contains(claim.id())).allMatch(claim -> claim.matches(held));
    }
}
