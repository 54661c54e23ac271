package dev.verifier.server.wallet;

import dev.verifier.server.key.ResponseKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a wallet is asked in a login, as it is kept with it: a server that starts again with another configuration still understands
 * the answers it asked for before.
 *
 * @param clientId as what the request names us, with its prefix (OpenID4VP 1.0 §5.9)
 * @param responseKey the key that answers are encrypted to ({@code direct_post.jwt}); null where they come in clear
 *     ({@code direct_post})
 */
record Manner(String clientId, @Nullable String responseKey) {

    Optional<ResponseKey> key() {
        return Optional.ofNullable(responseKey).map(ResponseKey::of);
    }

    /** OpenID4VP 1.0 §8.2, §8.3.1. */
    String responseMode() {
        return responseKey == null ? "direct_post" : "direct_post.jwt";
    }
}
