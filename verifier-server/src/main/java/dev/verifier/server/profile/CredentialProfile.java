package dev.verifier.server.profile;

import dev.verifier.dcql.DcqlQuery;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One kind of login: what a client asks for by a scope, and what the wallet is asked for then. Immutable.
 *
 * @param name as it is configured
 * @param scopes any of which asks for it, in the order they are announced
 * @param query what the wallet is asked (OpenID4VP 1.0 §6)
 */
public record CredentialProfile(String name, Set<String> scopes, DcqlQuery query) {

    /** What machines are asked for, and people never. */
    static final String MACHINE = "learcredential.machine";

    public CredentialProfile {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    boolean isForPeople() {
        return !name.equals(MACHINE);
    }

    boolean isAskedBy(Set<String> asked) {
        return scopes.stream().anyMatch(asked::contains);
    }
}
