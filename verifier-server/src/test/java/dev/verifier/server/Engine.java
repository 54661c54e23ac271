package dev.verifier.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a server keeps its rows in: the same tests hold on each. Real servers, started by whoever asks first. */
public enum Engine {
    /** In a file of the data directory. */
    H2 {
        @Override
        String url(Path dataDirectory) {
            return new EmbeddedDatabase(dataDirectory).getJdbcUrl();
        }

        @Override
        Map<String, String> properties(Path dataDirectory) {
            return Map.of();
        }
    },

    /** The oldest that is supported, so that nothing newer is asked of any. */
    POSTGRESQL {
        @Override
        String url(Path dataDirectory) {
            return Postgres.url(dataDirectory);
        }
    };

    private static final String USER = "verifier";

    /** The one that whole servers are tested on in this run: {@code -Ddatabase=postgresql}. */
    static Engine ofThisRun() {
        return valueOf(System.getProperty("database", "h2").toUpperCase(Locale.ROOT));
    }

    /** Where the database of a data directory is, which is made the first time. */
    abstract String url(Path dataDirectory);

    /** What an operator would configure for a server to use it; of the many servers of a test run none keeps connections that it does not use. */
    Map<String, String> properties(Path dataDirectory) {
        return Map.of(
                "spring.datasource.url",
                url(dataDirectory),
                "spring.datasource.username",
                USER,
                "spring.datasource.hikari.minimum-idle",
                "1");
    }

    /** The database of a data directory, with the tables in it. */
    public DataSource migrated(Path dataDirectory) {
        var database = new DriverManagerDataSource(url(dataDirectory), USER, "");
        var own = "classpath:db/" + name().toLowerCase(Locale.ROOT);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", own)
                .load()
                .migrate();
        return database;
    }

    /** The same, with connections that are kept, as a server has them: one node of those that share it. */
    public HikariDataSource node(Path dataDirectory) {
        migrated(dataDirectory);
        var node = new HikariDataSource();
        node.setJdbcUrl(url(dataDirectory));
        node.setUsername(USER);
        node.setPassword("");
        node.setMinimumIdle(1);
        return node;
    }

    /** One server for all tests of a process, with a database for each data directory. */
    private static final class Postgres {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "500")
                        .start();
                JdbcClient.create(server.getPostgresDatabase())
                        .sql("create role verifier login")
                        .update();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static synchronized String url(Path dataDirectory) {
            var name = "of_"
                    + UUID.nameUUIDFromBytes(
                                    dataDirectory.toAbsolutePath().toString().getBytes(UTF_8))
                            .toString()
                            .replace('-', '_');
            var server = JdbcClient.create(SERVER.getPostgresDatabase());
            var isThere = server.sql("select count(*) from pg_database where datname = ?")
                    .param(name)
                    .query(Integer.class)
                    .single();
            if (isThere == 0) {
                server.sql("create database " + name + " owner verifier").update();
            }
            return SERVER.getJdbcUrl(USER, name);
        }
    }
}
