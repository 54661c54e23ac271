package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The document type of an mdoc (OpenID4VP 1.0 Appendix B.2.3), compared character by character.
 *
 * @param value the only one that will do
 */
public record DoctypeValue(CredentialType value) implements Meta {

    @Override
    public CredentialFormat format() {
        return CredentialFormat.MSO_MDOC;
    }

    @Override
    public Set<CredentialType> types() {
        return Set.of(value);
    }

    @Override
    public Optional<Rejection> lackedBy(List<CredentialType> presented) {
        return presented.stream()
                .filter(type -> !value.equals(type))
                .findFirst()
                .map(type -> new Rejection.TypeNotAsked(type.name()));
    }

    @Override
    public Map<String, Object> toJson() {
        return Map.of("doctype_value", value.name());
    }
}
