package dev.verifier.wallet;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.List;

/** RFC 9901 §4.3: the holder's signature over what it discloses, for one verifier and one request. */
final class KeyBinding {
    private KeyBinding() {}

    static JwsDraft draft(SdJwt disclosed, String audience, String nonce, Instant at) {
        return new JwsDraft(
                Json.object(entry("alg", "ES256"), entry("typ", "kb+jwt")),
                Json.object(
                        entry("iat", at.getEpochSecond()),
                        entry("aud", audience),
                        entry("nonce", nonce),
                        entry("sd_hash", hash(disclosed))));
    }

    /** With what the holder authorizes (OpenID4VP 1.0 Appendix B.3.3.1). */
    static JwsDraft authorizing(JwsDraft draft, List<String> entries) {
        if (entries.isEmpty()) {
            return draft;
        }
        return draft.with(
                        "transaction_data_hashes",
                        entries.stream()
                                .map(entry -> Disclosure.digest(Disclosure.SHA_256, entry))
                                .toList())
                .with("transaction_data_hashes_alg", Disclosure.SHA_256);
    }

    /** The same for something else. */
    static JwsDraft over(SdJwt disclosed, JwsDraft draft) {
        return draft.with("sd_hash", hash(disclosed));
    }

    private static String hash(SdJwt disclosed) {
        return Disclosure.digest(disclosed.algorithm(), disclosed.unbound());
    }
}
