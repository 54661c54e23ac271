package dev.verifier.bench;

import java.nio.file.Path;

/**
 * Where nodes keep everything, as JDBC reaches it.
 *
 * @param url of the database
 * @param user who has no password
 */
record Store(String url, String user) {

    /** The database in a server that keeps its data there. To be reached while the server is down. */
    static Store embedded(Path data) {
        return new Store("jdbc:h2:file:" + data.resolve("verifier"), "verifier");
    }

    /** An expression: 64 characters that look like chance, for a text. */
    String digest(String text) {
        return isPostgres()
                ? "encode(sha256((" + text + ")::bytea), 'hex')"
                : "lower(rawtohex(hash('SHA-256', stringtoutf8(" + text + "))))";
    }

    /** A table expression with one parameter: the numbers from 1 to that. */
    String numbers() {
        return isPostgres() ? "generate_series(1, ?)" : "system_range(1, ?)";
    }

    private boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }
}
