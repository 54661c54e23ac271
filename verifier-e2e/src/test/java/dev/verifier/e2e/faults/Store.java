package dev.verifier.e2e.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What nodes keep their rows in. A real server, started by whoever asks first. */
enum Store {
    /** A file in the data directory of the one node there is. */
    H2 {
        @Override
        List<String> fresh() {
            return List.of();
        }
    },

    /** For any number of nodes; the oldest that is supported. */
    POSTGRESQL {
        @Override
        List<String> fresh() {
            return options("of_" + UUID.randomUUID().toString().replace('-', '_'));
        }
    };

    private static final String USER = "postgres";

    /** What nodes are told that are to share a new and empty database. */
    abstract List<String> fresh();

    private static List<String> options(String database) {
        var server = Postgres.SERVER;
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return List.of(
                "--spring.datasource.url=" + server.getJdbcUrl(USER, database),
                "--spring.datasource.username=" + USER,
                "--spring.datasource.hikari.minimum-idle=1");
    }

    private static final class Postgres {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
