package dev.verifier.server.grant;

import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Access tokens that were taken back before their end (RFC 7009 §2.1), remembered as digests until then: of their {@code jti}, for
 * whoever has a token can write the same in other letters (ECDSA takes a signature's second number and its negative alike).
 * Thread-safe.
 */
record RevokedTokens(JdbcClient database) {

    void add(Jwt token) {
        try {
            database.sql("insert into revoked_token (digest, worthless_from) values (?, ?)")
                    .param(digest(token))
                    .param(Objects.requireNonNull(token.getExpiresAt()).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            // It was taken back before.
        }
    }

    boolean contains(Jwt token) {
        return database.sql("select count(*) from revoked_token where digest = ?")
                        .param(digest(token))
                        .query((row, _) -> row.getInt(1))
                        .single()
                > 0;
    }

    private static String digest(Jwt token) {
        return TokenDigest.ofPresented(Objects.requireNonNull(token.getId())).hex();
    }
}
