package dev.verifier.server.discovery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A document as it is sent, and a name for exactly this one of its kind (RFC 9110 §8.8.3).
 *
 * @param content nobody changes it
 * @param tag quoted, as the header has it
 * @param caching what may be kept of it, and how long
 */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record Document(byte[] content, String tag, String caching) {

    static Document of(byte[] content, String caching) {
        var tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest(content)) + '"';
        return new Document(content, tag, caching);
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
