package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.Set;

/** Organisations that may give a mandate. Implementations are thread-safe. */
@FunctionalInterface
public interface Participants {

    /** The organisation, if it may give mandates at this instant. */
    IssuerId require(IssuerId organization, Instant at) throws RejectedException;

    /** Whomever an accredited issuer names: the issuer's accreditation vouches for the mandators it writes down. */
    static Participants whomeverAnIssuerNames() {
        return (organization, at) -> organization;
    }

    /** Those of a source that was never loaded: nobody is known, and nobody is refused for good. */
    static Participants away() {
        return (organization, at) -> {
            throw new RejectedException(new Rejection.TrustUnavailable("participants"));
        };
    }

    /** Those on a list. */
    static Participants among(Set<IssuerId> organizations) {
        var listed = Set.copyOf(organizations);
        return (organization, at) -> {
            if (!listed.contains(organization)) {
                throw new RejectedException(new Rejection.MandatorNotTrusted(organization.value()));
            }
            return organization;
        };
    }

    /** Those that are trusted issuers themselves, of any type: the rule of the ecosystem's first verifier. */
    static Participants among(TrustedIssuers issuers) {
        return (organization, at) -> {
            var accreditations = issuers.accreditations(organization);
            if (accreditations.stream()
                    .noneMatch(accreditation -> accreditation.window().contains(at))) {
                throw new RejectedException(new Rejection.MandatorNotTrusted(organization.value()));
            }
            return organization;
        };
    }
}
