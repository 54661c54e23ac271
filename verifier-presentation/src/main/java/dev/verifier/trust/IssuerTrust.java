package dev.verifier.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** May this issuer issue these types, with these values, at this instant? Immutable and thread-safe. */
public record IssuerTrust(TrustedIssuers issuers) {

    /** One accreditation for each type; a type without one is a rejection. */
    public List<Accreditation> require(
            IssuerId issuer, List<CredentialType> types, Map<String, @Nullable Object> subject, Instant at)
            throws RejectedException {
        var accreditations = issuers.accreditations(issuer);
        if (accreditations.isEmpty()) {
            throw new RejectedException(new Rejection.IssuerNotTrusted(issuer.value()));
        }
        var found = new ArrayList<Accreditation>();
        for (var type : types) {
            found.add(accreditations.stream()
                    .filter(accreditation -> accreditation.type().equals(type))
                    .filter(accreditation -> accreditation.window().contains(at))
                    .filter(accreditation ->
                            accreditation.allowed().stream().allMatch(values -> values.permits(subject)))
                    .findFirst()
                    .orElseThrow(() ->
                            new RejectedException(new Rejection.IssuerNotAccredited(issuer.value(), type.name()))));
        }
        return List.copyOf(found);
    }
}
