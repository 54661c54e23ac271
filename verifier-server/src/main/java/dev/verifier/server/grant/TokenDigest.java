package dev.verifier.server.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A token as it is remembered: its SHA-256. Where Spring wants to see a token of which only that is known, it sees the digest
 * behind a mark that is in none of our tokens.
 *
 * @param hex the digest
 */
record TokenDigest(String hex) {

    private static final String MARK = "sha-256:";

    static TokenDigest of(String token) {
        if (token.startsWith(MARK)) {
            return new TokenDigest(token.substring(MARK.length()));
        }
        return ofPresented(token);
    }

    /** The digest of what a stranger sent, whatever it looks like. */
    static TokenDigest ofPresented(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenDigest(HexFormat.of().formatHex(sha256));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The token itself, where this is the one that was presented, or else the mark and the digest. */
    String value(String presented) {
        return equals(ofPresented(presented)) ? presented : MARK + hex;
    }
}
