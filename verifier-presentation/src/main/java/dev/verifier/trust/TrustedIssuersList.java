package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list of trusted issuers on paper. Immutable.
 *
 * @param issuers accreditations by issuer
 */
public record TrustedIssuersList(Map<IssuerId, List<Accreditation>> issuers) implements TrustedIssuers {

    public TrustedIssuersList {
        issuers = issuers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    @Override
    public List<Accreditation> accreditations(IssuerId issuer) {
        return issuers.getOrDefault(issuer, List.of());
    }
}
