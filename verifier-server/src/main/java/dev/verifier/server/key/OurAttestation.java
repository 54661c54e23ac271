package dev.verifier.server.key;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody attests our signing key.
 *
 * @param attestation null where nobody does
 */
public record OurAttestation(@Nullable VerifierAttestation attestation) {}
