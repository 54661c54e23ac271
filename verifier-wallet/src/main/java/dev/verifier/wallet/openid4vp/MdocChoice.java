package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.mdoc.Mdoc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of an mdoc answers a query (OpenID4VP 1.0 §6.4.1, Appendix B.2.4): nothing but what is asked for is shown, and where no claim is
 * asked for, no element.
 *
 * @param queryId the query that is answered
 * @param elements what is shown, each {@code nameSpace/element}
 */
public record MdocChoice(String queryId, Set<String> elements) {
    private static final String MSO_MDOC = "mso_mdoc";
    private static final int STEPS = 2;

    /** The first query for an mdoc that this document answers by itself; empty if there is none. */
    public static Optional<MdocChoice> of(DcqlQuery query, Mdoc mdoc) {
        return query.credentials().stream()
                .filter(credential -> credential.format().equals(MSO_MDOC))
                .filter(credential -> query.satisfiedBy(Set.of(credential.id())))
                .flatMap(credential -> alternatives(credential).stream()
                        .filter(claims -> claims.stream().allMatch(claim -> has(mdoc, claim)))
                        .limit(1)
                        .map(claims -> new MdocChoice(credential.id(), elements(claims))))
                .findFirst();
    }

    private static List<List<ClaimQuery>> alternatives(CredentialQuery query) {
        return query.claimSets().isEmpty()
                ? List.of(query.claims())
                : query.claimSets().stream()
                        .map(set -> query.claims().stream()
                                .filter(claim -> set.contains(claim.id()))
                                .toList())
                        .toList();
    }

    private static boolean has(Mdoc mdoc, ClaimQuery claim) {
        if (claim.path().size() != STEPS
                || !(mdoc.claims().get(String.valueOf(claim.path().getFirst())) instanceof Map<?, ?> elements)) {
            return false;
        }
        var value = elements.get(claim.path().getLast());
        return value != null && (claim.values().isEmpty() || claim.values().contains(value));
    }

    private static Set<String> elements(List<ClaimQuery> claims) {
        return claims.stream()
                .map(claim -> claim.path().getFirst() + "/" + claim.path().getLast())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
