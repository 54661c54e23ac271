package dev.verifier.server.key;

import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;

/** Takes a compact JWE (RFC 7516 §7.1) apart, whoever made it: what cannot be read is always a {@link ParseException}. Stateless. */
final class CompactJwe {

    private CompactJwe() {}

    static JWEObject parse(String compact) throws ParseException {
        header(compact);
        try {
            return JWEObject.parse(compact);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw unreadable(e);
        }
    }

    static JWEHeader header(String compact) throws ParseException {
        var end = compact.indexOf('.');
        if (end < 0) {
            throw new ParseException("no part of it ends", 0);
        }
        var header = new Base64URL(compact.substring(0, end));
        var members = JSONObjectUtils.parse(header.decodeToString(), JWEHeader.MAX_HEADER_STRING_LENGTH);
        if (!(members.get("alg") instanceof String) || !(members.get("enc") instanceof String)) {
            throw new ParseException("no alg or enc", 0);
        }
        try {
            return JWEHeader.parse(header);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw unreadable(e);
        }
    }

    private static ParseException unreadable(RuntimeException cause) {
        var exception = new ParseException("not a JWE", 0);
        exception.initCause(cause);
        return exception;
    }
}
