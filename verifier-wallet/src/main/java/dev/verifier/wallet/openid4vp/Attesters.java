package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.DidKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Those whose attestations of verifiers this wallet believes (OpenID4VP 1.0 §12), and the key of each.
 *
 * @param keys by the {@code iss} of their attestations
 */
public record Attesters(Map<String, DidKey> keys) {
    /** Nobody: without being told, a wallet believes no attestation. */
    public static final Attesters NONE = new Attesters(Map.of());

    public Attesters {
        keys = Map.copyOf(keys);
    }

    Optional<DidKey> key(@Nullable Object issuer) {
        return issuer instanceof String name ? Optional.ofNullable(keys.get(name)) : Optional.empty();
    }
}
