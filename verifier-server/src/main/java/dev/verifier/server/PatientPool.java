package dev.verifier.server;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections to the database, of which one request gets none any more some time after its first: each of its questions may be answered
 * slowly, and whoever asks several waits for their sum, longer than clients and proxies do (half a minute). What was begun is finished;
 * what comes next is refused, so that the request is told to come back. What nobody waits for has all the time it wants. Thread-safe.
 */
final class PatientPool extends HikariDataSource {

    /** With a wait for the first connection, and for one more and its transaction, less than the half minute for which callers wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String TOO_LATE_FOR_MORE = "57014"; // query_canceled (PostgreSQL, Appendix A)

    private static final ScopedValue<AtomicLong> FIRST = ScopedValue.newInstance();

    /** Within it there is an end to what one request waits for. */
    static Filter filter() {
        return (request, response, chain) -> {
            try {
                ScopedValue.where(FIRST, new AtomicLong()).call(() -> {
                    chain.doFilter(request, response);
                    return null;
                });
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        };
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!FIRST.isBound()) {
            return super.getConnection();
        }
        var first = FIRST.get();
        if (first.get() != 0 && System.nanoTime() - first.get() > PATIENCE.toNanos()) {
            throw new SQLTransientConnectionException("the request has waited too long already", TOO_LATE_FOR_MORE);
        }
        var connection = super.getConnection();
        first.compareAndSet(0, System.nanoTime() | 1);
        return connection;
    }
}
