package dev.verifier.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.limit.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Connections to the database, for as long as a request's {@link Patience} lasts. Thread-safe. */
final class PatientPool extends HikariDataSource {

    private static final String TOO_LATE_FOR_MORE = "57014"; // query_canceled (PostgreSQL, Appendix A)

    @Override
    public Connection getConnection() throws SQLException {
        if (Patience.isSpent()) {
            throw new SQLTransientConnectionException("the request has waited too long already", TOO_LATE_FOR_MORE);
        }
        var connection = super.getConnection();
        Patience.began();
        return connection;
    }
}
