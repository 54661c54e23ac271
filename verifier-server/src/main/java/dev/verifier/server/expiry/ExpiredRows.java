package dev.verifier.server.expiry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rows of a table, each of which ends. A row that lasts longer by the time it would go stays; of several nodes that remove one, one
 * does. All of them go by the same order, so that no two wait for each other.
 *
 * @param table its name
 * @param key its primary key
 * @param end the column that says when
 */
record ExpiredRows(JdbcOperations database, TransactionOperations transactions, String table, String key, String end)
        implements Expiring {

    @Override
    public int forget(Instant at, int most) {
        var until = at.atOffset(ZoneOffset.UTC);
        var ended = database.query(
                "select " + key + " from " + table + " where " + end + " < ? order by " + end + ", " + key + " limit ?",
                (row, _) -> new Object[] {row.getString(1), until},
                until,
                most);
        // One commit for all of them. In one statement with a subquery H2 would ask again for every row.
        return ended.isEmpty()
                ? 0
                : transactions.execute(_ -> Arrays.stream(database.batchUpdate(
                                "delete from " + table + " where " + key + " = ? and " + end + " < ?", ended))
                        .sum());
    }
}
