package dev.verifier.server.wallet;

import dev.verifier.server.key.ResponseKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a wallet is asked in a login, as it is kept with it: a server that starts again with another configuration still understands
 * the answers it asked for before.
 *
 * @param clientId as what the request names us, with its prefix (OpenID4VP 1.0 §5.9)
 * @param identity of ours that the client chose; null where it chose none
 * @param responseKey the key that answers are encrypted to ({@code direct_post.jwt}); null where they come in clear
 *     ({@code direct_post})
 * @param browser what the page asks with through the browser; null where it does not
 */
record Manner(
        String clientId,
        @Nullable String identity,
        @Nullable String responseKey,
        @Nullable ByBrowser browser) {

    /**
     * What is fresh in the request that goes through the browser: it is another one than a wallet fetches (§5.2, HAIP 1.0 §5).
     *
     * @param nonce what the wallet signs
     * @param responseKey the key that the answer is encrypted to
     */
    record ByBrowser(String nonce, String responseKey) {

        ResponseKey key() {
            return ResponseKey.of(responseKey);
        }
    }

    Optional<ResponseKey> key() {
        return Optional.ofNullable(responseKey).map(ResponseKey::of);
    }

    Optional<ByBrowser> byBrowser() {
        return Optional.ofNullable(browser);
    }

    /** OpenID4VP 1.0 §8.2, §8.3.1. */
    String responseMode() {
        return responseKey == null ? "direct_post" : "direct_post.jwt";
    }
}
