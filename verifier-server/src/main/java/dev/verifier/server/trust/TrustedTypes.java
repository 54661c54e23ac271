package dev.verifier.server.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.server.configuration.VerifierProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For which types there is a source of trust, by the configuration alone: whatever is presented as any other is refused.
 * Immutable and thread-safe.
 */
public final class TrustedTypes {

    /** No domain is called so. */
    private static final String OTHERS = "";

    private final Map<CredentialType, String> domains;
    private final boolean others;

    private TrustedTypes(Map<CredentialType, String> domains, boolean others) {
        this.domains = Map.copyOf(domains);
        this.others = others;
    }

    public static TrustedTypes of(VerifierProperties.Trust trust) {
        var domains = new HashMap<CredentialType, String>();
        trust.domains()
                .forEach((name, domain) -> domain.types().forEach(type -> domains.put(new CredentialType(type), name)));
        return new TrustedTypes(domains, !trust.anchors().isEmpty());
    }

    /** Whether credentials of these types, asked for in one query, may be believed at all: they have one source, and the same. */
    public boolean haveSourceFor(Set<CredentialType> askedTogether) {
        var sources = askedTogether.stream().map(this::domain).collect(Collectors.toSet());
        return sources.size() == 1 && sources.iterator().next().isPresent();
    }

    private Optional<String> domain(CredentialType type) {
        return Optional.ofNullable(domains.getOrDefault(type, others ? OTHERS : null));
    }
}
