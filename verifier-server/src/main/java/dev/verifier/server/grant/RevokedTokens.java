package dev.verifier.server.grant;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Access tokens that were taken back before their end (RFC 7009 §2.1), remembered as digests until then. Thread-safe. */
record RevokedTokens(JdbcClient database) {

    void add(String token, Instant worthlessFrom) {
        try {
            database.sql("insert into revoked_token (digest, worthless_from) values (?, ?)")
                    .param(TokenDigest.ofPresented(token).hex())
                    .param(worthlessFrom.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException e) {
            // It was taken back before.
        }
    }

    boolean contains(String token) {
        return database.sql("select count(*) from revoked_token where digest = ?")
                        .param(TokenDigest.ofPresented(token).hex())
                        .query((row, _) -> row.getInt(1))
                        .single()
                > 0;
    }

    void forget(Instant at) {
        database.sql("delete from revoked_token where worthless_from < ?")
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
