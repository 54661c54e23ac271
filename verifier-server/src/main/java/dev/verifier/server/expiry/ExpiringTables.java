package dev.verifier.server.expiry;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/** Makes tables known whose rows end. */
public record ExpiringTables(JdbcOperations database, TransactionOperations transactions) {

    /** One of them, by its name, its primary key, and the column that says when a row ends. */
    public Expiring rows(String table, String key, String end) {
        return new ExpiredRows(database, transactions, table, key, end);
    }
}
