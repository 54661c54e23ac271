package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import java.security.ProviderException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As whom wallets know us: a kind of name, a key, and what vouches for it. Immutable.
 *
 * @param name by which clients choose it; empty for the one of all others
 * @param prefix the kind of name
 * @param ring of which the current key signs requests
 * @param certificates of its key; null where there are none
 * @param attestation of its key; null where there is none
 */
public record WalletIdentity(
        String name,
        ClientIdPrefix prefix,
        KeyRing ring,
        @Nullable WalletCertificates certificates,
        @Nullable VerifierAttestation attestation) {

    /** Throws where what vouches for the key has ended: wallets would refuse whatever is asked under this name. */
    public void requireVouchedFor(Instant at) {
        Vouching.of(this).filter(vouching -> vouching.isOver(at)).ifPresent(vouching -> {
            throw new ProviderException("the %s of identity %s ended on %s"
                    .formatted(vouching.kind(), vouching.label(), vouching.endsAt()));
        });
    }
}
