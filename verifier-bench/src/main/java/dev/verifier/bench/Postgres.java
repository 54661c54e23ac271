package dev.verifier.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL, as a process of its own that writes through at every commit. Ends with this process. */
final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final ProcessHandle process;

    private Postgres(EmbeddedPostgres server, ProcessHandle process) {
        this.server = server;
        this.process = process;
    }

    /** @param cores where it is to run: the server's, since its work is part of what a token costs; everywhere if absent */
    static Postgres start(Path folder, Optional<Cores> cores) throws IOException, InterruptedException {
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        var pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
        if (cores.isPresent()) {
            cores.get().keepToServer(pid);
        }
        return new Postgres(server, ProcessHandle.of(pid).orElseThrow());
    }

    Store store() {
        return new Store(server.getJdbcUrl(USER, "postgres"), USER);
    }

    /** What a node must be told to keep everything here. */
    List<String> properties() {
        return List.of("-Dspring.datasource.url=" + store().url(), "-Dspring.datasource.username=" + USER);
    }

    /** So far, without any node. */
    Usage usage() {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select (select sum(xact_commit) from pg_stat_database)::bigint,
                            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint""")) {
            row.next();
            return new Usage(Duration.ZERO, cpu(), row.getLong(1), row.getLong(2), 0);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not say what it did", e);
        }
    }

    /** Of those of its processes that run; one for each connection, which nodes keep. */
    private Duration cpu() {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(part -> part.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
