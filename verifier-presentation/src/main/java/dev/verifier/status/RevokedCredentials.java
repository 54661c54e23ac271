package dev.verifier.status;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ecosystem's list of revoked credential ids. Ids are compared without the label {@code urn:uuid:} and without regard to
 * case: the list holds bare UUIDs, credentials hold URNs. Immutable.
 */
public record RevokedCredentials(Set<String> ids) {

    public RevokedCredentials {
        ids = ids.stream().map(RevokedCredentials::normal).collect(Collectors.toUnmodifiableSet());
    }

    public boolean contains(String id) {
        return ids.contains(normal(id));
    }

    private static String normal(String id) {
        var lower = id.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("urn:uuid:") ? lower.substring("urn:uuid:".length()) : lower;
    }
}
