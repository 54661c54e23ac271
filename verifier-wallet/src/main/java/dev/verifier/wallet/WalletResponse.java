package dev.verifier.wallet;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * OpenID4VP 1.0 §8.2: what a wallet posts, and where.
 *
 * @param form {@code vp_token} and {@code state}, or {@code error} and {@code state}
 */
public record WalletResponse(URI responseUri, Map<String, String> form) {
    public WalletResponse {
        form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    }

    /** The form as {@code application/x-www-form-urlencoded}. */
    public String body() {
        return TokenForm.encoded(form);
    }
}
