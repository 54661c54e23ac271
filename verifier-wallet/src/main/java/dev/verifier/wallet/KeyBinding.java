package dev.verifier.wallet;

import static java.util.Map.entry;

import java.time.Instant;

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

    /** The same for something else. */
    static JwsDraft over(SdJwt disclosed, JwsDraft draft) {
        return draft.with("sd_hash", hash(disclosed));
    }

    private static String hash(SdJwt disclosed) {
        return Disclosure.digest(disclosed.algorithm(), disclosed.unbound());
    }
}
