package dev.verifier.server.key;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets that are made once and are the same on every node. Thread-safe. */
public final class SharedSecrets {

    private static final int BYTES = 32;

    private final JdbcClient database;
    private final SealedColumn content;
    private final SecureRandom random;

    SharedSecrets(JdbcClient database, SealedColumns columns, SecureRandom random) {
        this.database = database;
        this.content = columns.of("shared_secret.content");
        this.random = random;
    }

    /** They have no end: what a version before wrote in clear is sealed, whether or not anybody reads it. */
    SharedSecrets sealed() {
        database.sql("select name from shared_secret where name <> ?")
                .param(DatabaseSeal.NAME)
                .query(String.class)
                .list()
                .forEach(this::find);
        return this;
    }

    /**
     * The secret of this name, asked for when it is first needed and then known. Of several who need it at once each asks: where the
     * database is away nobody waits until others have waited in vain.
     */
    public Supplier<String> known(String name) {
        var known = new AtomicReference<@Nullable String>();
        return () -> {
            var secret = known.get();
            if (secret == null) {
                secret = secret(name);
                known.set(secret);
            }
            return secret;
        };
    }

    /** The secret of this name, made now where there is none yet. */
    public String secret(String name) {
        return find(name).orElseGet(() -> {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            try {
                database.sql("insert into shared_secret (name, content) values (?, ?)")
                        .params(
                                name,
                                content.writtenText(
                                        name,
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
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
                .optional()
                .map(kept -> read(name, kept));
    }

    private String read(String name, String kept) {
        var secret = content.readText(name, kept);
        if (!content.isCurrent(kept)) {
            database.sql("update shared_secret set content = ? where name = ? and content = ?")
                    .params(content.writtenText(name, secret), name, kept)
                    .update();
        }
        return secret;
    }
}
