package dev.verifier.server.key;

import org.jspecify.annotations.Nullable;

/**
 * Whether there are certificates for our signing key.
 *
 * @param chain null where there are none
 */
public record OurCertificates(@Nullable WalletCertificates chain) {}
