package dev.verifier.server.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * The sources of all domains. One that is away takes its own types with it and nothing else. Thread-safe.
 *
 * @param named those with types of their own
 * @param others the one of every other type
 */
record DomainSources(List<DomainSource> named, DomainSource others) {

    /** What is believed at this moment: one answer for all types of a domain. */
    TrustDomains current() {
        var byType = new HashMap<CredentialType, TrustDomain>();
        var away = new HashSet<CredentialType>();
        for (var source : named) {
            var domain = source.current();
            domain.ifPresent(found -> source.types().forEach(type -> byType.put(type, found)));
            if (domain.isEmpty()) {
                away.addAll(source.types());
            }
        }
        return new TrustDomains(byType, away, others.current().orElse(null));
    }

    /** The rule of the ecosystem's first verifier: whoever may issue may give a mandate. */
    Participants issuersThemselves() {
        return others.issuers().get().map(Participants::among).orElseGet(Participants::away);
    }
}
