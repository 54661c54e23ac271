package dev.verifier.presentation;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.TrustedAuthority;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.Accreditation;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a credential is from one of the authorities that were asked for (OpenID4VP 1.0 §6.1.1). It is believed already: this only
 * ever narrows down. What cannot be told is not so. Stateless.
 */
final class AskedAuthorities {

    private AskedAuthorities() {}

    static VerifiedCredential require(CredentialQuery query, VerifiedCredential credential) throws RejectedException {
        if (!query.authorities().isEmpty()
                && query.authorities().stream().noneMatch(authority -> isFrom(authority, credential))) {
            throw new RejectedException(
                    new Rejection.AuthorityNotAsked(credential.issuer().value()));
        }
        return credential;
    }

    private static boolean isFrom(TrustedAuthority authority, VerifiedCredential credential) {
        var values = Set.copyOf(authority.values());
        return switch (authority.type()) {
            case AKI ->
                credential.evidence().certified().stream()
                        .anyMatch(chain -> !Collections.disjoint(chain.authorityKeys(), values));
            case ETSI_TL ->
                Stream.concat(
                                credential.accreditations().stream()
                                        .map(Accreditation::source)
                                        .filter(Objects::nonNull),
                                credential.anchorSource().stream())
                        .anyMatch(source -> values.stream().anyMatch(source::isCalled));
            case OPENID_FEDERATION -> false; // nothing here resolves trust chains of a federation
        };
    }
}
