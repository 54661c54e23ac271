package dev.verifier.server.limit;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.jose.Limits;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.key.SharedSecrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    private static final int NODE_BYTES = 16;

    @Bean
    Limits limits(VerifierProperties properties) {
        var limits = properties.limits();
        return new Limits(Math.toIntExact(limits.credential().toBytes()), limits.jsonDepth());
    }

    @Bean
    CallerAddress callerAddress(VerifierProperties properties) {
        return new CallerAddress(properties.proxy().trusted());
    }

    @Bean
    Throttles throttles(JdbcTemplate database, SharedSecrets secrets, SecureRandom random, Clock clock) {
        var node = new byte[NODE_BYTES];
        random.nextBytes(node);
        var table = new RateTable(database, HexFormat.of().formatHex(node));
        return new Throttles(table, secrets.secret("rates"), clock);
    }

    /** All that nodes said of somebody ends together. */
    @Bean
    Expiring ratesThatEnded(ExpiringTables tables) {
        return tables.rows("rate_use", "digest", "worthless_from");
    }

    @Bean
    RateUpkeep rateUpkeep(Throttles throttles) {
        return new RateUpkeep(throttles);
    }

    /** What nodes tell each other while nobody waits for it. */
    record RateUpkeep(Throttles throttles) {

        /** At a rate, so that it waits for nothing else. */
        @Scheduled(fixedRate = 1_000, initialDelay = 1_000)
        void exchange() {
            throttles.exchange();
        }
    }

    /** Right behind the filter that makes paths canonical. */
    @Bean
    FilterRegistrationBean<ShortQueue> shortQueue(
            ErrorAnswers answers, DataSource database, @Qualifier("databaseIsAway") BooleanSupplier inVain) {
        var registration = new FilterRegistrationBean<>(new ShortQueue(answers, () -> waitingFor(database), inVain));
        registration.setOrder(-300);
        return registration;
    }

    private static int waitingFor(DataSource database) {
        var pool = database instanceof HikariDataSource hikari ? hikari.getHikariPoolMXBean() : null;
        return pool == null ? 0 : pool.getThreadsAwaitingConnection();
    }

    /** Behind the filter that makes paths canonical, in front of Spring Security. */
    @Bean
    FilterRegistrationBean<FormEndpoints> formEndpoints(
            VerifierProperties properties, ErrorAnswers answers, CallerAddress addresses, Throttles throttles) {
        var filter = new FormEndpoints(
                answers,
                addresses,
                throttles.named("token-per-address", properties.limits().tokenPerAddress()),
                properties.limits().body().toBytes());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-200);
        return registration;
    }

    @Bean
    FilterRegistrationBean<LoginEndpoints> loginEndpoints(
            VerifierProperties properties, ErrorAnswers answers, CallerAddress addresses, Throttles throttles) {
        var filter = new LoginEndpoints(
                answers,
                addresses,
                throttles.named("login-per-address", properties.limits().loginPerAddress()));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-200);
        return registration;
    }

    @Bean
    Throttle tokenPerClient(VerifierProperties properties, Throttles throttles) {
        return throttles.named("token-per-client", properties.limits().tokenPerClient());
    }
}
