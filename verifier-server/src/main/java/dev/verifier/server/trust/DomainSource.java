package dev.verifier.server.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.trust.IssuerMetadata;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustedIssuers;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the trust of one domain comes from, as it is at the moment. Thread-safe.
 *
 * @param types what belongs to it; empty for every type that belongs to no other
 * @param anchors empty while they were never loaded
 * @param issuers empty while they were never loaded
 * @param metadata where issuers publish their keys; empty where that is not believed
 */
record DomainSource(
        Set<CredentialType> types,
        Supplier<Optional<DomainAnchors>> anchors,
        Supplier<Optional<TrustedIssuers>> issuers,
        Optional<IssuerMetadata> metadata) {

    /** The domain; empty while a part of it was never loaded. */
    Optional<TrustDomain> current() {
        return anchors.get()
                .flatMap(found ->
                        issuers.get().map(may -> new TrustDomain(found.anchors(), may, found.origins(), metadata)));
    }
}
