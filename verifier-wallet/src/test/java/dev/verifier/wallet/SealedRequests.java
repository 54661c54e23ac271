package dev.verifier.wallet;

import java.security.SecureRandom;
import java.util.LinkedHashMap;

/** Request objects as a verifier encrypts them (OpenID4VP 1.0 §5.10), properly and not. */
public final class SealedRequests {
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedRequests() {}

    /** As it was asked for. */
    public static String to(EncryptionKey key, String object) {
        return draft(key, object).encrypted(RANDOM);
    }

    /** To a stranger's key under the name of this one. */
    public static String to(EncryptionKey key, WalletKey stranger, String object) {
        var jwk = new LinkedHashMap<>(key.jwk());
        jwk.putAll(stranger.publicJwk());
        return draft(key, object).to(new EncryptionKey(jwk, key.enc())).encrypted(RANDOM);
    }

    /** With a header that says something else. */
    public static String with(EncryptionKey key, String header, String value, String object) {
        return draft(key, object).withHeader(header, value).encrypted(RANDOM);
    }

    private static JweDraft draft(EncryptionKey key, String object) {
        return JweDraft.of(key, object).withHeader("cty", "oauth-authz-req+jwt");
    }
}
