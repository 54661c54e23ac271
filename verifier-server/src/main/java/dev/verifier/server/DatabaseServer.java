package dev.verifier.server;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The operator's PostgreSQL, which may be away for a while: whoever opens a connection then insists until it is back, so that service
 * is too. The pool's own pauses grow to five seconds. Thread-safe.
 */
final class DatabaseServer extends AbstractDataSource {

    /** As long as a server that is just being started along with this one may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 250;

    /** A little longer than one try takes at most. */
    private static final long NEWS_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Class 08 says so; and what a server says that stops or starts (PostgreSQL, Appendix A). */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03");

    /** It is there, and has no place for one more. */
    private static final String FULL = "53300";

    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final Consumer<Outage> outages;
    private final AtomicLong awaySince = new AtomicLong();
    private volatile long lastTry;

    /**
     * What an operator wants to know of it.
     *
     * @param state the SQLSTATE with which it began
     * @param lasted how long it was; null while it goes on
     */
    record Outage(String state, @Nullable Duration lasted) {}

    /**
     * The server at a JDBC URL, whose own parameters come first.
     *
     * @param limits how long the driver waits for what
     * @param outages hears once of each that begins, and once of its end
     */
    DatabaseServer(Driver driver, String url, Properties limits, Consumer<Outage> outages) {
        this.driver = driver;
        this.url = url;
        this.properties = limits;
        this.outages = outages;
    }

    /** The same, which may take as long as it likes: for what is done once, such as a migration. */
    DatabaseServer unlimited(@Nullable String user, @Nullable String password) {
        return new DatabaseServer(driver, url, credentials(new Properties(), user, password), outages);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(properties);
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return open(credentials(properties, user, password));
    }

    private static Properties credentials(Properties others, @Nullable String user, @Nullable String password) {
        var all = new Properties();
        all.putAll(others);
        if (user != null) {
            all.setProperty("user", user);
        }
        if (password != null) {
            all.setProperty("password", password);
        }
        return all;
    }

    /** Tries it once and does not insist. */
    Connection once(@Nullable String user, @Nullable String password) throws SQLException {
        return tried(credentials(properties, user, password));
    }

    private Connection tried(Properties all) throws SQLException {
        try {
            var connection = driver.connect(url, all);
            if (connection == null) {
                throw new SQLException("no URL of this driver");
            }
            isBack();
            return connection;
        } catch (SQLException e) {
            if (isAway(e)) {
                hasGone(e);
            }
            throw e;
        }
    }

    private Connection open(Properties all) throws SQLException {
        var began = System.nanoTime();
        while (true) {
            try {
                return tried(all);
            } catch (SQLException e) {
                if (!isAway(e) && !isFull(e)) {
                    throw e;
                }
                if (System.nanoTime() - began > PATIENCE.toNanos() || !pause()) {
                    throw e;
                }
            }
        }
    }

    private static boolean isAway(SQLException problem) {
        var state = problem.getSQLState();
        return state != null && (state.startsWith("08") || AWAY.contains(state));
    }

    /** Whether it answers, and has no place for one more. */
    static boolean isFull(SQLException problem) {
        return FULL.equals(problem.getSQLState());
    }

    /** Whether it was away when it was last tried, a moment ago. */
    boolean isAway() {
        return awaySince.get() != 0 && System.nanoTime() - lastTry < NEWS_NANOS;
    }

    private void hasGone(SQLException problem) {
        lastTry = System.nanoTime();
        if (awaySince.compareAndSet(0, System.nanoTime() | 1)) {
            outages.accept(new Outage(String.valueOf(problem.getSQLState()), null));
        }
    }

    private void isBack() {
        var since = awaySince.getAndSet(0);
        if (since != 0) {
            outages.accept(new Outage("", Duration.ofNanos(System.nanoTime() - since)));
        }
    }

    /** Whether it may be tried once more; not so where the pool is being closed. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
