package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9901 §4.2: what a digest in an SD-JWT stands for.
 *
 * @param text as it is sent: base64url of a JSON array
 */
record Disclosure(String text) {
    static final String SHA_256 = "sha-256";

    private static final Map<String, String> HASHES =
            Map.of(SHA_256, "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512", "md5", "MD5", "sha-1", "SHA-1");

    private static final int SALT = 16;

    /** Of the elements behind the salt, whatever they are: a name and a value, a value alone, or what nobody would write. */
    static Disclosure of(SecureRandom random, @Nullable Object... elements) {
        var all = new @Nullable Object[elements.length + 1];
        all[0] = salt(random);
        System.arraycopy(elements, 0, all, 1, elements.length);
        return new Disclosure(CompactJws.encode(Json.write(Arrays.asList(all)).getBytes(UTF_8)));
    }

    static String salt(SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return CompactJws.encode(salt);
    }

    /** The name of the member it discloses; empty if it discloses an element. */
    String name() {
        return elements().size() == 3 && elements().get(1) instanceof String name ? name : "";
    }

    @Nullable
    Object value() {
        return elements().getLast();
    }

    String digest(String algorithm) {
        return digest(algorithm, text);
    }

    /**
     * Of any text, as {@code sd_hash} is made too (§4.3.1).
     *
     * @param algorithm a name in the registry of named information; one that is not known here gives what SHA-256 gives
     */
    static String digest(String algorithm, String text) {
        try {
            var java = HASHES.getOrDefault(algorithm, "SHA-256");
            return CompactJws.encode(MessageDigest.getInstance(java).digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has these", e);
        }
    }

    private List<?> elements() {
        var json = "{\"\":" + new String(Base64.getUrlDecoder().decode(text), UTF_8) + "}";
        if (Json.read(json).get("") instanceof List<?> elements && elements.size() > 1) {
            return elements;
        }
        throw new IllegalArgumentException("a disclosure that is no list of two or three");
    }
}
