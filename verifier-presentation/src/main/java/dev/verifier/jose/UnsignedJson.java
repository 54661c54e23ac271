package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON that nobody signed, such as a {@code vp_token}: read as strictly as what is under a signature, and worth nothing by itself.
 * How long it may be is for the caller to say. Stateless.
 */
public final class UnsignedJson {

    private UnsignedJson() {}

    /** The object in a text, unmodifiable; the refusal is made from the reason. */
    public static Map<String, @Nullable Object> object(String text, int depth, Function<String, Rejection> refusal)
            throws RejectedException {
        return Json.object(utf8(text, refusal), depth, refusal);
    }

    /** What a JSON string (RFC 8259 §7) that stands alone says. */
    public static String string(String text, Function<String, Rejection> refusal) throws RejectedException {
        var alone = object("{\"\":" + text + "}", 1, refusal);
        if (alone.size() == 1 && alone.get("") instanceof String content) {
            return content;
        }
        throw new RejectedException(refusal.apply("not a string"));
    }

    private static byte[] utf8(String text, Function<String, Rejection> refusal) throws RejectedException {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw new RejectedException(refusal.apply("half a character"));
        }
    }
}
