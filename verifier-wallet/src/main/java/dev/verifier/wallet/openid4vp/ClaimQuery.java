package dev.verifier.wallet.openid4vp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * OpenID4VP 1.0 §6.3: one claim that is asked for.
 *
 * @param id its name in claim sets; empty if it has none
 * @param path §7: names, indexes, and null for every element of a list
 * @param values what it may be; empty if that is left open
 */
public record ClaimQuery(String id, List<Object> path, List<Object> values) {
    public ClaimQuery {
        path = Collections.unmodifiableList(new ArrayList<>(path));
        values = List.copyOf(values);
    }

    static ClaimQuery of(Map<?, ?> members) {
        var id = members.get("id") == null ? "" : DcqlJson.text(members.get("id"));
        var path = new ArrayList<Object>(DcqlJson.list(members.get("path")));
        if (!path.stream().allMatch(ClaimQuery::step)) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
        }
        var values = members.get("values") == null ? List.of() : DcqlJson.list(members.get("values"));
        return new ClaimQuery(id, path, new ArrayList<>(values));
    }

    boolean matches(HeldCredential held) {
        var found = held.claims(path);
        return !found.isEmpty() && (values.isEmpty() || found.stream().anyMatch(values::contains));
    }

    private static boolean step(Object step) {
        return switch (step) {
            case String _ -> true;
            case Integer index -> index >= 0;
            case null -> true;
            default -> false;
        };
    }
}
