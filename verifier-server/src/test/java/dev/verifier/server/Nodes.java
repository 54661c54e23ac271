package dev.verifier.server;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Several nodes' connections to one database.
 *
 * @param pools one for each node
 */
public record Nodes(List<HikariDataSource> pools) implements AutoCloseable {

    /** Two of them. */
    public static Nodes two(Engine engine, Path dataDirectory) {
        return new Nodes(
                IntStream.range(0, 2).mapToObj(_ -> engine.node(dataDirectory)).toList());
    }

    /** The database, as one of the nodes sees it; contenders take turns. */
    public JdbcClient database(int contender) {
        return JdbcClient.create(pools.get(contender % pools.size()));
    }

    public JdbcClient database() {
        return database(0);
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
