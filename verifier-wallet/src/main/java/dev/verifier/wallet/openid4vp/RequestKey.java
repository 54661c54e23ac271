package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.ContentEncryption;
import dev.verifier.wallet.JweReader;
import dev.verifier.wallet.WalletKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A key that one request is to be encrypted to (OpenID4VP 1.0 §5.10), made for it and forgotten with it. */
record RequestKey(WalletKey key) {
    private static final String ALGORITHM = "ECDH-ES";
    private static final String NAME = "request";

    /** What {@code wallet_metadata} says of it. */
    Map<String, Object> metadata() {
        var jwk = new LinkedHashMap<>(key.publicJwk());
        jwk.put("kid", NAME);
        jwk.put("use", "enc");
        jwk.put("alg", ALGORITHM);
        return Map.of(
                "jwks", Map.of("keys", List.of(jwk)),
                "request_object_encryption_alg_values_supported", List.of(ALGORITHM),
                "request_object_encryption_enc_values_supported",
                        Arrays.stream(ContentEncryption.values())
                                .map(ContentEncryption::name)
                                .toList());
    }

    /** The signed request inside. */
    String opened(String compact) {
        try {
            var header = JweReader.header(compact);
            boolean asAsked = ALGORITHM.equals(header.get("alg"))
                    && ContentEncryption.named(String.valueOf(header.get("enc")))
                            .isPresent()
                    && NAME.equals(header.get("kid"))
                    && !header.containsKey("zip")
                    && !header.containsKey("crit");
            if (asAsked) {
                return JweReader.opened(compact, key);
            }
            throw new UnacceptableRequest(RequestFlaw.NOT_ENCRYPTED);
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.NOT_ENCRYPTED, e);
        }
    }
}
