package dev.verifier.server.wallet;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.context.SmartLifecycle;

/**
 * Hears what happens to logins at other nodes, and tells the browsers that wait at this one. PostgreSQL says it with each commit; what is
 * said while nobody listens is found by looking every two seconds. A server with an embedded database is the only node, and hears
 * nothing. One connection is taken for as long as the server runs. Thread-safe.
 */
final class LoginNews implements SmartLifecycle {

    /** As the trigger on the table has it. */
    private static final String CHANNEL = "select case current_schema() when 'public' then 'wallet_login'"
            + " else quote_ident(left('wallet_login_' || current_schema(), 63)) end";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

    private static final int PATIENCE_SECONDS = 1;

    /** As long as a server that stops waits for it. */
    private static final Duration AT_ONE_STRETCH = Duration.ofMillis(500);

    private final DataSource database;
    private final WalletLogins logins;
    private final LoginEvents browsers;
    private final LoginRules rules;
    private final Clock clock;
    private final Map<String, Integer> seen = new HashMap<>();
    private volatile @Nullable Thread listener;

    LoginNews(DataSource database, WalletLogins logins, LoginEvents browsers, LoginRules rules, Clock clock) {
        this.database = database;
        this.logins = logins;
        this.browsers = browsers;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void start() {
        var thread = Thread.ofVirtual().name("login-news").unstarted(this::run);
        listener = thread; // before it looks whether it is to run
        thread.start();
    }

    @Override
    public void stop() {
        var thread = listener;
        listener = null;
        try {
            if (thread != null) {
                thread.join(AT_ONE_STRETCH.multipliedBy(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private void run() {
        while (isRunning()) {
            try (var connection = database.getConnection()) {
                if (!connection.isWrapperFor(PGConnection.class)) {
                    return;
                }
                listen(connection, connection.unwrap(PGConnection.class));
            } catch (SQLException | RuntimeException e) {
                // The database is away, which its health tells.
                pause();
            }
        }
    }

    private void listen(Connection connection, PGConnection postgres) throws SQLException {
        try (var statement = connection.createStatement();
                var channel = statement.executeQuery(CHANNEL)) {
            channel.next();
            statement.execute("listen " + channel.getString(1));
            hear(connection, postgres);
        } finally {
            stopListening(connection);
        }
    }

    private void hear(Connection connection, PGConnection postgres) throws SQLException {
        var nextLook = clock.instant();
        while (isRunning()) {
            if (!clock.instant().isBefore(nextLook)) {
                // Of a connection that a firewall has forgotten nobody would ever hear anything.
                if (!connection.isValid(PATIENCE_SECONDS)) {
                    return;
                }
                look();
                nextLook = clock.instant().plus(BETWEEN_LOOKS);
            }
            var heard = postgres.getNotifications((int) AT_ONE_STRETCH.toMillis());
            for (var one : heard == null ? new PGNotification[0] : heard) {
                tell(one.getParameter());
            }
        }
    }

    /** Whoever has the connection next asks for no news, and each would be kept there for as long as it is open. */
    private static void stopListening(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }

    /** At those somebody waits for here, whether they are as they were. */
    private void look() {
        var waitedFor = browsers.waitedFor();
        seen.keySet().retainAll(waitedFor);
        logins.versions(waitedFor).forEach((login, version) -> {
            var before = seen.put(login, version);
            if (!version.equals(before == null ? 0 : before)) {
                tell(login);
            }
        });
    }

    private void tell(String login) {
        if (browsers.waitedFor().contains(login)) {
            // A browser that is slow to hear is nobody else's delay.
            logins.byId(login)
                    .filter(kept -> !logins.isOurs(login, kept.version()))
                    .ifPresent(kept ->
                            Thread.startVirtualThread(() -> browsers.tell(kept.login(), rules, clock.instant())));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BEFORE_ANOTHER_TRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
