package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import org.jspecify.annotations.Nullable;

/**
 * As whom wallets know us: a kind of name, a key, and what vouches for it. Immutable.
 *
 * @param name by which clients choose it; empty for the one of all others
 * @param prefix the kind of name
 * @param keys of which the current one signs requests
 * @param certificates of that key; null where there are none
 * @param attestation of that key; null where there is none
 */
public record WalletIdentity(
        String name,
        ClientIdPrefix prefix,
        SigningKeys keys,
        @Nullable WalletCertificates certificates,
        @Nullable VerifierAttestation attestation) {}
