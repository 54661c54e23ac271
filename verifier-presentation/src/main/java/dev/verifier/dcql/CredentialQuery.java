package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Set;

/**
 * One credential that is asked for (OpenID4VP 1.0 §6.1).
 *
 * @param id under which it is answered
 * @param format of the credential
 * @param types any of which will do; the alternatives of {@code type_values} (Appendix B.1.1)
 */
public record CredentialQuery(QueryId id, CredentialFormat format, Set<CredentialType> types) {

    public CredentialQuery {
        types = Set.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a query names the types it accepts");
        }
    }

    /**
     * The types of a credential that say what it is. Each must be one that is asked for: a type nobody asked for is a claim
     * nobody checks.
     */
    public List<CredentialType> require(List<CredentialType> presented) throws RejectedException {
        var telling = presented.stream().filter(type -> !type.isBase()).toList();
        for (var type : telling) {
            if (!types.contains(type)) {
                throw new RejectedException(new Rejection.TypeNotAsked(type.name()));
            }
        }
        if (telling.isEmpty()) {
            throw new RejectedException(new Rejection.TypeNotAsked("none"));
        }
        return telling;
    }
}
