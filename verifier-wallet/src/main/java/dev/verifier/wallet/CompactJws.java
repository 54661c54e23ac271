package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;

/**
 * RFC 7515 §7.1: the three base64url parts of a compact JWS, broken ones included. It signs, splices and takes apart; it believes nothing.
 *
 * @param headerPart base64url of the protected header
 * @param payloadPart base64url of the payload
 * @param signaturePart base64url of the signature; empty if there is none
 */
public record CompactJws(String headerPart, String payloadPart, String signaturePart) {
    /**
     * Takes a compact serialization apart.
     *
     * @throws IllegalArgumentException if the text has not exactly three parts
     */
    public static CompactJws parse(String compact) {
        var parts = compact.strip().split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a compact JWS has 3 parts, this has " + parts.length);
        }
        return new CompactJws(parts[0], parts[1], parts[2]);
    }

    /** RFC 7515 §2. */
    public static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /**
     * Undoes {@link #encode}.
     *
     * @throws IllegalArgumentException if it is not base64url
     */
    public static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    /** A JWS without signature from JSON texts, which are taken as they are. */
    public static CompactJws unsigned(String headerJson, String payloadJson) {
        return new CompactJws(encode(headerJson.getBytes(UTF_8)), encode(payloadJson.getBytes(UTF_8)), "");
    }

    static CompactJws unsigned(JwsDraft draft) {
        return unsigned(Json.write(draft.header()), Json.write(draft.claims()));
    }

    CompactJws signed(Signer signer) {
        return withSignature(signer.sign(signingInput()));
    }

    /** The same header and payload with these octets for a signature. */
    public CompactJws withSignature(byte[] signature) {
        return new CompactJws(headerPart, payloadPart, encode(signature));
    }

    /** The same header and signature over another payload, which is taken as it is. */
    public CompactJws withPayload(String json) {
        return new CompactJws(headerPart, encode(json.getBytes(UTF_8)), signaturePart);
    }

    /**
     * The protected header, believed by nobody yet.
     *
     * @throws IllegalArgumentException if it is not base64url of a JSON object
     */
    public Map<String, Object> header() {
        return Json.read(new String(Base64.getUrlDecoder().decode(headerPart), UTF_8));
    }

    /**
     * The payload as a JWT claims set, not verified.
     *
     * @throws IllegalArgumentException if it is not base64url of a JSON object
     */
    public Map<String, Object> claims() {
        return Json.read(new String(Base64.getUrlDecoder().decode(payloadPart), UTF_8));
    }

    /** RFC 7515 §5.1: what is signed. */
    public byte[] signingInput() {
        return (headerPart + "." + payloadPart).getBytes(UTF_8);
    }

    public byte[] signature() {
        return Base64.getUrlDecoder().decode(signaturePart);
    }

    /** The compact serialization. */
    @Override
    public String toString() {
        return headerPart + "." + payloadPart + "." + signaturePart;
    }
}
