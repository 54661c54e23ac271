package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.Engine;
import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.token.SubjectsOnPaper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What PostgreSQL says of logins, and who is left hearing it. */
class LoginNewsTests {

    @TempDir
    private Path folder;

    private final LoginEvents browsers = new LoginEvents(
            new Capacity(9),
            new Capacity(9),
            new Surface(URI.create("https://verifier.example"), true),
            new SimpleMeterRegistry());

    /** What it is asked for fails, and that it was asked is seen. */
    private static final class DatabaseAway extends AbstractDataSource {

        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public Connection getConnection() throws SQLException {
            asked.countDown();
            throw new SQLException("away");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    @Timeout(60)
    void a_connection_that_goes_back_to_the_others_hears_nothing_any_more() throws Exception {
        try (var pool = Engine.POSTGRESQL.node(folder)) {
            pool.setMaximumPoolSize(1);
            var order = LoginsOnPaper.order("query");
            assertThat(browsers.wait(order, "address", Duration.ofMinutes(1))).isPresent();
            var away = new DatabaseAway();
            var news = news(pool, new WalletLogins(JdbcClient.create(away), ColumnsOnPaper.sealed()));

            news.start();
            away.asked.await();
            news.stop();
            awaitGivenBack(pool);

            try (var connection = pool.getConnection()) {
                JdbcClient.create(Engine.POSTGRESQL.migrated(folder))
                        .sql("select pg_notify('wallet_login', 'somebody')")
                        .query()
                        .listOfRows();
                connection.createStatement().execute("select 1");
                assertThat(connection.unwrap(PGConnection.class).getNotifications())
                        .isEmpty();
            }
        }
    }

    /** Whoever tells something commits after everybody else who does: what the browser did itself needs no telling. */
    @Test
    @Timeout(60)
    void what_a_wallet_did_is_told_and_what_its_browser_does_then_is_not() throws Exception {
        try (var pool = Engine.POSTGRESQL.node(folder);
                var listening = pool.getConnection()) {
            listening.createStatement().execute("listen wallet_login");
            var logins = new WalletLogins(JdbcClient.create(pool), ColumnsOnPaper.sealed());
            var order = LoginsOnPaper.order("query");
            var at = Instant.parse("2026-11-22T12:00:00Z");
            var login = new WalletLogin.Requested(order, at.plusSeconds(120), false, 0, null);
            logins.add(login);
            assertThat(told(listening)).isZero();

            var presented = login.presented(
                    SubjectsOnPaper.with(Map.of("name", "Ann"), at.plusSeconds(120)),
                    new WalletLogin.Answered(at, "code"),
                    Duration.ofMinutes(2),
                    WalletFlow.CROSS_DEVICE);
            assertThat(logins.fetched(new WalletLogins.Kept(login, 0))).isTrue();
            assertThat(told(listening)).isOne();
            assertThat(logins.replace(new WalletLogins.Kept(login, 1), presented))
                    .isTrue();
            assertThat(told(listening)).isOne();
            assertThat(logins.replace(new WalletLogins.Kept(presented, 2), presented.completed()))
                    .isTrue();
            assertThat(logins.replace(
                            new WalletLogins.Kept(presented.completed(), 3),
                            presented.ended(WalletLogin.Ended.COMPLETED)))
                    .isTrue();
            assertThat(told(listening)).isZero();
        }
    }

    private static int told(Connection listening) throws SQLException {
        listening.createStatement().execute("select 1");
        var notifications = listening.unwrap(PGConnection.class).getNotifications();
        return notifications == null ? 0 : notifications.length;
    }

    private LoginNews news(HikariDataSource pool, WalletLogins logins) {
        var rules = new LoginRules(Duration.ofMinutes(2), 3, CrossDevice.ALLOW, new Capacity(9), null);
        return new LoginNews(pool, logins, browsers, rules, Clock.systemUTC());
    }

    private static void awaitGivenBack(HikariDataSource pool) {
        while (pool.getHikariPoolMXBean().getActiveConnections() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
