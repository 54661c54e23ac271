package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Types of an SD-JWT VC (OpenID4VP 1.0 Appendix B.3.5), compared character by character.
 *
 * @param values any of which will do
 */
public record VctValues(List<CredentialType> values) implements Meta {

    public VctValues {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("vct_values names the types it accepts");
        }
    }

    @Override
    public CredentialFormat format() {
        return CredentialFormat.DC_SD_JWT;
    }

    @Override
    public Set<CredentialType> types() {
        return Set.copyOf(values);
    }

    @Override
    public Optional<Rejection> lackedBy(List<CredentialType> presented) {
        return presented.stream()
                .filter(type -> !values.contains(type))
                .findFirst()
                .map(type -> new Rejection.TypeNotAsked(type.name()));
    }

    @Override
    public Map<String, Object> toJson() {
        return Map.of("vct_values", values.stream().map(CredentialType::name).toList());
    }
}
