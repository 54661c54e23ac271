package dev.verifier.wallet.openid4vp;

import java.util.List;
import java.util.Map;

/**
 * OpenID4VP 1.0 §6.1: one credential that is asked for.
 *
 * @param id the name to answer under
 * @param format the credential format; this wallet holds {@code jwt_vc_json} only
 * @param types alternatives, each a list of types that a credential must all have (Appendix B.1.1); empty if any will do
 * @param claims what must be in it; empty if that is left open
 * @param claimSets alternatives among the claims, by their ids; empty if all are wanted
 */
public record CredentialQuery(
        String id, String format, List<List<String>> types, List<ClaimQuery> claims, List<List<String>> claimSets) {
    private static final String JWT_VC_JSON = "jwt_vc_json";

    public CredentialQuery {
        types = List.copyOf(types);
        claims = List.copyOf(claims);
        claimSets = List.copyOf(claimSets);
    }

    static CredentialQuery ofType(String type) {
        return new CredentialQuery("legacy", JWT_VC_JSON, List.of(List.of(type)), List.of(), List.of());
    }

    static CredentialQuery of(Map<?, ?> members) {
        var id = DcqlJson.text(members.get("id"));
        if (!id.matches("[A-Za-z0-9_-]+")) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        }
        var typeValues = DcqlJson.object(members.get("meta")).get("type_values");
        var types = typeValues == null
                ? List.<List<String>>of()
                : DcqlJson.list(typeValues).stream().map(DcqlJson::texts).toList();
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
        return format.equals(JWT_VC_JSON);
    }

    /** Whether this credential is what is asked for, as far as a wallet can tell. */
    public boolean matches(HeldCredential held) {
        return known()
                && (types.isEmpty() || types.stream().anyMatch(held.types()::containsAll))
                && (claimSets.isEmpty()
                        ? claims.stream().allMatch(claim -> claim.matches(held))
                        : claimSets.stream().anyMatch(set -> matches(set, held)));
    }

    private boolean matches(List<String> set, HeldCredential held) {
        return claims.stream().filter(claim -> set.contains(claim.id())).allMatch(claim -> claim.matches(held));
    }
}
