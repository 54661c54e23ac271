package dev.verifier.server.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.core.env.Environment;

/**
 * The database: whether it answers, which schema it has, and whether it may be written to. Nothing in it is changed.
 *
 * @param settings those of Spring, which are not among ours
 */
record Database(Environment settings, Report report) {

    private static final String SUBJECT = "database";
    private static final String SECONDS = "3";

    void examine() {
        var url = settings.getProperty("spring.datasource.url", "none");
        if (url.equals("none")) {
            report.ok(SUBJECT, "embedded, in the data directory: for one node");
            return;
        }
        try (var connection = DriverManager.getConnection(url, login(url))) {
            var product = connection.getMetaData();
            var schema = settings.getProperty("spring.flyway.default-schema");
            if (schema != null) {
                connection.setSchema(schema);
            }
            report.ok(SUBJECT, product.getDatabaseProductName() + " " + product.getDatabaseProductVersion());
            schema(url, connection);
        } catch (SQLException e) {
            report.error(SUBJECT, "%s: %s (SQL state %s)".formatted(shown(url), said(e), e.getSQLState()));
        }
    }

    private Properties login(String url) {
        var login = new Properties();
        for (var name : new String[] {"username", "password"}) {
            var value = settings.getProperty("spring.datasource." + name);
            if (value != null) {
                login.setProperty(name.equals("username") ? "user" : name, value);
            }
        }
        if (isPostgresql(url)) {
            login.setProperty("connectTimeout", SECONDS);
            login.setProperty("loginTimeout", SECONDS);
            login.setProperty("socketTimeout", SECONDS);
        }
        return login;
    }

    private void schema(String url, Connection connection) throws SQLException {
        try {
            var flyway = Flyway.configure()
                    .dataSource(
                            url,
                            settings.getProperty("spring.datasource.username"),
                            settings.getProperty("spring.datasource.password"))
                    .locations(
                            isPostgresql(url)
                                    ? new String[] {"classpath:db/migration", "classpath:db/postgresql"}
                                    : new String[] {"classpath:db/migration"})
                    .defaultSchema(settings.getProperty("spring.flyway.default-schema"))
                    .load();
            var info = flyway.info();
            var current = info.current();
            var newer = Arrays.stream(info.applied())
                    .filter(one -> one.getState() == MigrationState.FUTURE_SUCCESS)
                    .toList();
            if (current == null) {
                report.ok("schema", "none yet; the first start makes it");
            } else if (!newer.isEmpty()) {
                report.warning(
                        "schema",
                        "a newer version of this server was here: "
                                + newer.stream().map(MigrationInfo::getScript).toList());
            } else {
                report.ok("schema", "version " + current.getVersion() + pending(info.pending().length));
            }
            if (current != null) {
                writable(connection);
            }
        } catch (FlywayException e) {
            report.error("schema", "cannot be read: " + e.getErrorCode());
        }
    }

    private static String pending(int count) {
        return count == 0 ? "" : ", and " + count + " steps to come at the next start";
    }

    /** A statement that may delete, and deletes nothing. */
    private void writable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("delete from used_once where 1 = 0");
        } catch (SQLException e) {
            report.error(
                    "schema", "may not be written to (SQL state " + e.getSQLState() + "): is it a copy, or another's?");
        }
    }

    private static boolean isPostgresql(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    /** A URL may have a password in it: behind {@code ?} of PostgreSQL, behind {@code ;} of H2, before {@code @} of many. */
    private static String shown(String url) {
        return url.replaceFirst("(?s)[?;].*", "").replaceFirst("//[^/]*@", "//");
    }

    private static String said(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("28")
                ? "it does not let us in: see spring.datasource.username and .password"
                : "it does not answer: see spring.datasource.url";
    }
}
