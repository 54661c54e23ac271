package dev.verifier.credential;

import java.util.Set;

/**
 * The type of a credential: a W3C {@code type}, a {@code vct} or a {@code docType}.
 *
 * @param name as the issuer writes it, compared character by character
 */
public record CredentialType(String name) {

    /** Types that every W3C credential has and that say nothing about what it is (VCDM 2.0 §4.5; EBSI). */
    private static final Set<String> BASE = Set.of("VerifiableCredential", "VerifiableAttestation");

    public CredentialType {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a type has a name");
        }
    }

    public boolean isBase() {
        return BASE.contains(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
