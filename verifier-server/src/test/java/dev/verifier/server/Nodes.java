package dev.verifier.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

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

    public TransactionOperations transactions(int contender) {
        return new TransactionTemplate(new JdbcTransactionManager(pools.get(contender % pools.size())));
    }

    /** Rows that end, as one of the nodes forgets them. */
    public Expiring expiring(int contender, String table, String key, String end) {
        return new ExpiringTables(new JdbcTemplate(pools.get(contender % pools.size())), transactions(contender))
                .rows(table, key, end);
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
