package dev.verifier.presentation;

import dev.verifier.jose.Limits;

/**
 * How much of a presentation is looked at.
 *
 * @param token how much of its text is read
 * @param certificates the largest number of certificates in a chain
 * @param disclosures the largest number of disclosures of an SD-JWT
 */
public record PresentationLimits(Limits token, int certificates, int disclosures) {

    public PresentationLimits {
        if (certificates < 1 || disclosures < 1) {
            throw new IllegalArgumentException("a limit is a positive number");
        }
    }
}
