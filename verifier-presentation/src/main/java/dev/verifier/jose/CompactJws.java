package dev.verifier.jose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compact JWS (RFC 7515 §7.1) that nobody has verified. It shows its header, with which a key is looked for, and nothing of
 * what it claims. Immutable and thread-safe.
 */
public final class CompactJws {

    private final Part part;
    private final Claims header;
    private final Map<String, @Nullable Object> payload;
    private final byte[] signingInput;
    private final byte[] signature;

    private CompactJws(
            Part part, Claims header, Map<String, @Nullable Object> payload, byte[] signingInput, byte[] signature) {
        this.part = part;
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /** Takes a token apart; says malformed or too large where it is no compact JWS with JSON objects inside. */
    public static CompactJws parse(Part part, String compact, Limits limits) throws RejectedException {
        if (compact.length() > limits.characters()) {
            throw new RejectedException(new Rejection.TooLarge(part, limits.characters()));
        }
        var first = compact.indexOf('.');
        var second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            throw new RejectedException(new Rejection.Malformed(part, "three parts"));
        }
        // What has no byte of its own becomes a question mark, which is in no base64url either. Two halves become one.
        var bytes = compact.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != compact.length()) {
            throw notBase64Url(part);
        }
        var header = json(part, decode(part, bytes, 0, first), limits);
        var payload = json(part, decode(part, bytes, first + 1, second), limits);
        var signature = decode(part, bytes, second + 1, bytes.length);
        return new CompactJws(
                part, new Claims(part, "header", header), payload, Arrays.copyOf(bytes, second), signature);
    }

    public Part part() {
        return part;
    }

    /** The {@code kid} header; a hint that proves nothing. */
    public Optional<String> keyId() throws RejectedException {
        return header.optionalText("kid");
    }

    /** The {@code jwk} header; a hint that proves nothing. */
    public Optional<PublicJwk> keyInHeader() throws RejectedException {
        var jwk = header.optionalObject("jwk");
        return jwk.isEmpty() ? Optional.empty() : Optional.of(PublicJwk.of(jwk.get()));
    }

    /** The {@code x5c} header, leaf first, each as Base64 of DER (RFC 7515 §4.1.6); empty where there is none. */
    public List<String> certificates() throws RejectedException {
        return header.array("x5c");
    }

    /**
     * Tokens inside the payload, such as the credentials of a presentation, as text. Each has to prove itself; where they
     * stand proves nothing before this token's own signature is verified.
     */
    public List<String> embedded(String object, String member) throws RejectedException {
        return payloadUnderSignature().object(object).texts(member);
    }

    /** The name a sender gives itself as {@code sub}: good for looking up the key that may prove it, and for nothing else. */
    public Optional<String> allegedSubject() throws RejectedException {
        return payloadUnderSignature().optionalText("sub");
    }

    /** The keys that a statement says are its subject's: good for verifying that one was signed with them, and for nothing else. */
    public JwkSet allegedKeys() throws RejectedException {
        var keys = payloadUnderSignature().object("jwks");
        return JwkSet.of(keys.asMap(), why -> new Rejection.Malformed(part, "jwks." + why));
    }

    /** Whom a token says it is from: good for looking up where the key is that may prove it, and for nothing else. */
    public Optional<String> allegedIssuer() throws RejectedException {
        return payloadUnderSignature().optionalText("iss");
    }

    Claims header() {
        return header;
    }

    Claims payloadUnderSignature() {
        return new Claims(part, "", payload);
    }

    /** What is signed; not to be changed. */
    byte[] signingInput() {
        return signingInput;
    }

    /** The signature; not to be changed. */
    byte[] signature() {
        return signature;
    }

    private static Map<String, @Nullable Object> json(Part part, byte[] utf8, Limits limits) throws RejectedException {
        return Json.object(utf8, limits.jsonDepth(), why -> new Rejection.Malformed(part, why));
    }

    private static byte[] decode(Part part, byte[] base64Url, int from, int to) throws RejectedException {
        try {
            if (to > from && base64Url[to - 1] == '=') {
                throw new IllegalArgumentException("RFC 7515 §2: without padding");
            }
            return Base64.getUrlDecoder().decode(Arrays.copyOfRange(base64Url, from, to));
        } catch (IllegalArgumentException e) {
            throw notBase64Url(part);
        }
    }

    private static RejectedException notBase64Url(Part part) {
        return new RejectedException(new Rejection.Malformed(part, "base64url"));
    }
}
