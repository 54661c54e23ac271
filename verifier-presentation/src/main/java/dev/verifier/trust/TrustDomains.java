package dev.verifier.trust;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is believed depends on what is asked for: each type belongs to one domain. Immutable and thread-safe.
 *
 * @param byType domains of types that have one of their own
 * @param away types whose domain was never loaded: they are not believed, and no other domain stands in for theirs
 * @param others the domain of every other type; null where other types are not believed at all
 */
public record TrustDomains(
        Map<CredentialType, TrustDomain> byType,
        Set<CredentialType> away,
        @Nullable TrustDomain others) {

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    public TrustDomains(
            Map<CredentialType, TrustDomain> byType, Set<CredentialType> away, @Nullable TrustDomain others) {
        this.byType = Map.copyOf(byType);
        this.away = Set.copyOf(away);
        this.others = others;
    }

    /** One domain for every type. */
    public static TrustDomains of(TrustDomain domain) {
        return new TrustDomains(Map.of(), Set.of(), domain);
    }

    /** The domain of types that are asked for together; they must have one and the same. */
    public TrustDomain require(Set<CredentialType> types) throws RejectedException {
        var domains =
                types.stream().map(type -> byType.getOrDefault(type, others)).collect(Collectors.toSet());
        var domain = domains.size() == 1 ? domains.iterator().next() : null;
        if (domain == null || !Collections.disjoint(types, away)) {
            throw new RejectedException(new Rejection.TrustUnavailable("a source of trust for " + types));
        }
        Trace.passed(Part.CREDENTIAL, Check.SOURCE);
        return domain;
    }
}
