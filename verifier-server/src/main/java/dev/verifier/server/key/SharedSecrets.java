package dev.verifier.server.key;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets that are made once and are the same on every node. Thread-safe. */
public record SharedSecrets(JdbcClient database, SecureRandom random) {

    private static final int BYTES = 32;

    /** The secret of this name, made now where there is none yet. */
    public String secret(String name) {
        return find(name).orElseGet(() -> {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            try {
                database.sql("insert into shared_secret (name, content) values (?, ?)")
                        .params(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another node was faster; its secret counts.
            }
            return find(name).orElseThrow();
        });
    }

    private Optional<String> find(String name) {
        return database.sql("select content from shared_secret where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }
}
