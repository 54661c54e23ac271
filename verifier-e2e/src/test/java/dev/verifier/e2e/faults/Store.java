package dev.verifier.e2e.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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

    /** Ends every connection that a node has to PostgreSQL: how many there were. */
    static int cut() throws SQLException {
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var ended = statement.executeQuery(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname like 'of\\_%'")) {
            ended.next();
            return ended.getInt(1);
        }
    }

    /** PostgreSQL stands still for so long, with all of its processes. */
    static void pause(Duration time) throws SQLException, IOException, InterruptedException {
        var processes = processes();
        signal("-STOP", processes);
        try {
            Thread.sleep(time);
        } finally {
            signal("-CONT", processes);
        }
    }

    private static List<String> processes() throws SQLException {
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var own = statement.executeQuery("select pg_backend_pid()")) {
            own.next();
            var server = ProcessHandle.of(own.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return Stream.concat(Stream.of(server), server.descendants())
                    .map(process -> String.valueOf(process.pid()))
                    .toList();
        }
    }

    private static void signal(String signal, List<String> processes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", signal));
        command.addAll(processes);
        // One may have ended by itself.
        new ProcessBuilder(command).inheritIO().start().waitFor();
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
