package dev.verifier.server.wallet;

import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.key.RequestEncryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code wallet_metadata} (OpenID4VP 1.0 §5.10, §10): of its members only those about the encryption of request objects count, and no
 * key is fetched. A wallet that wants what we cannot do is told so, and gets no request in clear.
 */
sealed interface WalletMetadata {

    /** It does not ask for encryption. */
    record Clear() implements WalletMetadata {}

    /** It asks for this. */
    record Encrypted(RequestEncryption how) implements WalletMetadata {}

    /** It asks for another encryption than we know, or to another kind of key. */
    record Unsupported() implements WalletMetadata {}

    /** It cannot be read. */
    record Malformed() implements WalletMetadata {}

    /** How long the text may be. */
    int LONGEST = 16_384;

    /** How deep objects and arrays may be in each other. */
    int DEEPEST = 16;

    /** A door: what cannot be read says no more than that. */
    static WalletMetadata read(@Nullable String text) {
        if (text == null) {
            return new Clear();
        }
        if (text.length() > LONGEST) {
            return new Malformed();
        }
        try {
            return of(UnsignedJson.object(text, DEEPEST, Rejection.VpTokenMalformed::new));
        } catch (RejectedException e) {
            return new Malformed();
        }
    }

    private static WalletMetadata of(Map<String, @Nullable Object> members) throws RejectedException {
        var algorithms = texts(members, "request_object_encryption_alg_values_supported");
        var methods = texts(members, "request_object_encryption_enc_values_supported");
        var keys = keys(members).stream()
                .filter(key -> !"sig".equals(key.get("use")))
                .toList();
        if (keys.isEmpty() && algorithms.isEmpty() && methods.isEmpty()) {
            return new Clear();
        }
        if (algorithms.isPresent() && !algorithms.get().contains(RequestEncryption.ALGORITHM)) {
            return new Unsupported();
        }
        // §8.3 has the same where a verifier names none.
        var wanted = methods.orElse(List.of("A128GCM"));
        return keys.stream()
                .flatMap(key -> RequestEncryption.to(key, wanted).stream())
                .findFirst()
                .<WalletMetadata>map(Encrypted::new)
                .orElseGet(Unsupported::new);
    }

    private static List<Map<?, ?>> keys(Map<String, @Nullable Object> members) throws RejectedException {
        var set = members.get("jwks");
        if (set == null) {
            return List.of();
        }
        if (!(set instanceof Map<?, ?> jwks) || !(jwks.get("keys") instanceof List<?> elements)) {
            throw malformed("jwks");
        }
        var keys = new ArrayList<Map<?, ?>>();
        for (var element : elements) {
            if (!(element instanceof Map<?, ?> key)) {
                throw malformed("jwks");
            }
            keys.add(key);
        }
        return keys;
    }

    private static Optional<List<String>> texts(Map<String, @Nullable Object> members, String name)
            throws RejectedException {
        if (!members.containsKey(name)) {
            return Optional.empty();
        }
        if (!(members.get(name) instanceof List<?> elements)) {
            throw malformed(name);
        }
        var texts = new ArrayList<String>();
        for (var element : elements) {
            if (!(element instanceof String text)) {
                throw malformed(name);
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }

    private static RejectedException malformed(String name) {
        return new RejectedException(new Rejection.VpTokenMalformed(name));
    }
}
