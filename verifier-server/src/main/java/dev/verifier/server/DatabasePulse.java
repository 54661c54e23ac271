package dev.verifier.server;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Whether the database behind a network answers, asked twice a second over a connection of its own: so readiness is told at once, waits for
 * nothing that requests wait for, and is false three seconds after the last answer at most, also where packets are dropped without a
 * word. Thread-safe.
 */
final class DatabasePulse implements HealthIndicator, SmartLifecycle {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int PATIENCE_SECONDS = 2;

    /** Nothing takes that long; who has not been told anything for such a time does not know. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private final DatabaseServer database;
    private final HikariDataSource pool;
    private volatile boolean answers = true;
    private volatile long asked = System.nanoTime();
    private volatile @Nullable Thread asking;

    /**
     * Asks nobody yet: whoever makes it has just had an answer.
     *
     * @param database that is asked
     * @param pool what others reach it by
     */
    DatabasePulse(DatabaseServer database, HikariDataSource pool) {
        this.database = database;
        this.pool = pool;
    }

    @Override
    public Health health() {
        var known = System.nanoTime() - asked < STALE.toNanos();
        return (answers && known && !pool.isClosed() ? Health.up() : Health.down()).build();
    }

    @Override
    public void start() {
        asked = System.nanoTime();
        var thread = Thread.ofVirtual().name("database-pulse").unstarted(this::run);
        asking = thread; // before it looks whether it is to run
        thread.start();
    }

    @Override
    public void stop() {
        var thread = asking;
        asking = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return asking != null;
    }

    private void run() {
        while (isRunning()) {
            try (var connection = database.once(pool.getUsername(), pool.getPassword());
                    var statement = connection.createStatement()) {
                statement.execute(pool.getConnectionInitSql());
                do {
                    tell(connection.isValid(PATIENCE_SECONDS));
                } while (answers && pause());
                letGo();
            } catch (SQLException e) {
                tell(DatabaseServer.isFull(e));
                letGo();
                pause();
            } catch (RuntimeException e) {
                tell(false);
                pause();
            }
        }
    }

    /** Those that nobody uses are as dead as ours: whoever was given one would find out a second later, one after the other. */
    private void letGo() {
        if (!answers) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private void tell(boolean answer) {
        answers = answer;
        asked = System.nanoTime();
    }

    /** Whether it goes on. */
    private boolean pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            // It is told to stop, which is looked at next.
        }
        return isRunning();
    }
}
