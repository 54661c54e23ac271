package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Types of a W3C credential (OpenID4VP 1.0 Appendix B.1.1). Types are compared as they are written: no context is ever fetched to
 * expand them.
 *
 * @param alternatives any of which will do; a credential must have every type of one of them
 */
public record TypeValues(List<List<CredentialType>> alternatives) implements Meta {

    public TypeValues {
        alternatives = alternatives.stream().map(List::copyOf).toList();
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a query names the types it accepts");
        }
        if (alternatives.stream().anyMatch(types -> types.stream().allMatch(CredentialType::isBase))) {
            throw new IllegalArgumentException("each alternative of type_values names a type that says what it is");
        }
    }

    static TypeValues of(List<List<String>> names) {
        return new TypeValues(names.stream()
                .map(types -> types.stream().map(CredentialType::new).toList())
                .toList());
    }

    @Override
    public Set<CredentialType> types() {
        return alternatives.stream()
                .flatMap(List::stream)
                .filter(type -> !type.isBase())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CredentialFormat format() {
        return CredentialFormat.JWT_VC_JSON;
    }

    /** Stricter than what a wallet matches by: a type that no alternative names is a claim that nobody checks. */
    @Override
    public Optional<Rejection> lackedBy(List<CredentialType> presented) {
        var telling = presented.stream().filter(type -> !type.isBase()).toList();
        var unnamed = telling.stream()
                .filter(type -> alternatives.stream().noneMatch(types -> types.contains(type)))
                .findFirst();
        var complete = alternatives.stream().anyMatch(presented::containsAll);
        return unnamed.isEmpty() && complete
                ? Optional.empty()
                : Optional.of(new Rejection.TypeNotAsked(
                        unnamed.or(() -> telling.stream().findFirst())
                                .map(CredentialType::name)
                                .orElse("none")));
    }

    @Override
    public Map<String, Object> toJson() {
        return Map.of(
                "type_values",
                alternatives.stream()
                        .map(types -> types.stream().map(CredentialType::name).toList())
                        .toList());
    }
}
