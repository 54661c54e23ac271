package dev.verifier.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.limit.Patience;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How long anything waits for a database that answers over a network, and who hears of it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** With a wait for the first connection, and for one more and its transaction, less than the half minute for which callers wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The server ends a statement, and a transaction that nobody goes on with, before we give up the connection; and the connections of a
     * node that is gone without a word, within half a minute.
     */
    private static final String LIMITS =
            "set statement_timeout = 4000; set idle_in_transaction_session_timeout = 10000;"
                    + " set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;"
                    + " set tcp_user_timeout = 30000";

    /** In place of Boot's, with the same properties; the embedded one where they name none. */
    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    PatientPool dataSource(DataSourceProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
        var pool = properties.initializeDataSourceBuilder().type(PatientPool.class);
        embedded.ifAvailable(
                own -> pool.url(own.getJdbcUrl()).username(own.getUsername()).password(own.getPassword()));
        return pool.build();
    }

    /** Outside of everything else: sessions are written when all others are through. */
    @Bean
    FilterRegistrationBean<Filter> patience() {
        var registration = new FilterRegistrationBean<>(Patience.filter(PATIENCE));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    static BeanPostProcessor databaseLimits(ObjectProvider<EventLog> events) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
                    limit(pool, events);
                }
                return bean;
            }
        };
    }

    private static void limit(HikariDataSource pool, ObjectProvider<EventLog> events) {
        if (!pool.getJdbcUrl().startsWith(POSTGRESQL) || pool.getDataSource() != null) {
            return;
        }
        var limits = new Properties();
        limits.setProperty("connectTimeout", "2");
        limits.setProperty("loginTimeout", "3");
        limits.setProperty("socketTimeout", "6");
        limits.setProperty("tcpKeepAlive", "true");
        limits.setProperty("ApplicationName", "verifier");
        limits.putAll(pool.getDataSourceProperties());
        pool.setDataSource(new DatabaseServer(
                new Driver(),
                pool.getJdbcUrl(),
                limits,
                outage -> events.ifAvailable(log -> log.publish(event(outage)))));
        if (pool.getConnectionInitSql() == null) {
            pool.setConnectionInitSql(LIMITS);
        }
    }

    private static VerifierEvent event(DatabaseServer.Outage outage) {
        return outage.lasted() == null
                ? new VerifierEvent.DatabaseAway(outage.state())
                : new VerifierEvent.DatabaseBack(outage.lasted());
    }

    /** Whether it is in vain to wait for a connection: none is left, and none can be opened. */
    @Bean
    BooleanSupplier databaseIsAway(DataSource database) {
        return () -> database instanceof HikariDataSource pool
                && pool.getDataSource() instanceof DatabaseServer server
                && server.isAway()
                && pool.getHikariPoolMXBean().getIdleConnections() == 0;
    }

    /** In place of the usual one, which waits with everybody else. */
    @Bean
    HealthIndicator dbHealthIndicator(DataSource database) {
        return database instanceof HikariDataSource pool && pool.getDataSource() instanceof DatabaseServer server
                ? new DatabasePulse(server, pool)
                : new DataSourceHealthIndicator(database);
    }

    /** A migration of much takes its time, which is nobody's waiting time. */
    @Bean
    FlywayConfigurationCustomizer migrationsTakeTheirTime(DataSource database) {
        return flyway -> {
            if (database instanceof HikariDataSource pool && pool.getDataSource() instanceof DatabaseServer server) {
                flyway.dataSource(server.unlimited(pool.getUsername(), pool.getPassword()));
            }
        };
    }

    /** What is done again and again says in a word that it could not be done, and is done the next time. */
    @Bean
    SimpleAsyncTaskSchedulerCustomizer upkeepGoesOn(EventLog events) {
        return scheduler -> scheduler.setErrorHandler(problem ->
                events.publish(new VerifierEvent.UpkeepFailed(problem.getClass().getSimpleName())));
    }
}
