package dev.verifier.server.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that pages load. Its name changes when its content does, so that it may be kept for ever. Never changed.
 *
 * @param name with the hash of the content
 * @param type media type
 * @param content the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record Asset(String name, String type, byte[] content) {

    static final String PATH = "/login/assets/";

    static Asset of(String stem, String extension, String type, byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(stem + "." + HexFormat.of().formatHex(hash, 0, 8) + "." + extension, type, content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    String path() {
        return PATH + name;
    }
}
