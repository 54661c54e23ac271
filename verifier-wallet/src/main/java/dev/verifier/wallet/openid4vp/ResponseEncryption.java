package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.ContentEncryption;
import dev.verifier.wallet.EncryptionKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** OpenID4VP 1.0 §8.3: how a verifier wants its answer encrypted. */
public final class ResponseEncryption {
    private ResponseEncryption() {}

    /**
     * The first key this wallet can encrypt to, with the first way it knows; without a list of ways that is A128GCM.
     *
     * @param metadata the request's {@code client_metadata}
     * @throws UnacceptableRequest if there is none
     */
    public static EncryptionKey key(Map<?, ?> metadata) {
        var offered = metadata.get("encrypted_response_enc_values_supported");
        var enc = (offered == null ? Stream.of("A128GCM") : elements(offered))
                .map(ContentEncryption::named)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new UnacceptableRequest(RequestFlaw.WRONG_ENCRYPTION_KEY));
        return elements(metadata.get("jwks") instanceof Map<?, ?> set ? set.get("keys") : null)
                .flatMap(key -> key(key, enc).stream())
                .findFirst()
                .orElseThrow(() -> new UnacceptableRequest(RequestFlaw.WRONG_ENCRYPTION_KEY));
    }

    private static Optional<EncryptionKey> key(Object key, ContentEncryption enc) {
        try {
            return key instanceof Map<?, ?> members ? Optional.of(EncryptionKey.of(members, enc)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Stream<Object> elements(@Nullable Object list) {
        return list instanceof List<?> elements
                ? elements.stream().filter(Objects::nonNull).map(element -> (Object) element)
                : Stream.empty();
    }
}
